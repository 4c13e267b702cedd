import { z } from 'zod';

/** Replies and events of the API 5.199: of each object what is read, the rest stays in the raw words. */

const count = z.object({ count: z.number().default(0) });
const size = z.object({
  url: z.string().default(''),
  width: z.number().default(0),
  height: z.number().default(0),
});
const attachment = z.object({
  type: z.string(),
  photo: z.object({ id: z.number(), owner_id: z.number(), sizes: z.array(size).default([]) }).optional(),
});
export type VkAttachment = z.output<typeof attachment>;

export const vkComment = z.object({
  id: z.number(),
  from_id: z.number().default(0),
  date: z.number(),
  text: z.string().default(''),
  owner_id: z.number().optional(),
  post_owner_id: z.number().optional(),
  post_id: z.number().optional(),
  parents_stack: z.array(z.number()).default([]),
  reply_to_comment: z.number().optional(),
  attachments: z.array(attachment).default([]),
  likes: count.optional(),
  thread: z.object({ count: z.number(), items: z.array(z.unknown()).default([]) }).optional(),
  deleted: z.boolean().default(false),
});
export type VkComment = z.output<typeof vkComment>;

export const vkPost = z.object({
  id: z.number(),
  owner_id: z.number(),
  from_id: z.number(),
  date: z.number(),
  edited: z.number().optional(),
  text: z.string().default(''),
  post_type: z.string().default('post'),
  is_deleted: z.boolean().default(false),
  attachments: z.array(attachment).default([]),
  copy_history: z.array(z.object({ text: z.string().default('') })).default([]),
  likes: count.optional(),
  reposts: count.optional(),
  views: count.optional(),
  comments: count.optional(),
});
export type VkPost = z.output<typeof vkPost>;

export const vkMessage = z.object({
  conversation_message_id: z.number(),
  peer_id: z.number(),
  from_id: z.number(),
  date: z.number(),
  update_time: z.number().optional(),
  text: z.string().default(''),
  out: z.number().default(0),
  random_id: z.number().optional(),
  attachments: z.array(attachment).default([]),
  reply_message: z.object({ conversation_message_id: z.number() }).optional(),
});
export type VkMessage = z.output<typeof vkMessage>;

export const vkDeletion = z.object({ owner_id: z.number(), post_id: z.number(), id: z.number() });

/** One event: of the Callback API whole, of Long Poll without its secret. */
export const vkEvent = z.looseObject({
  type: z.string(),
  secret: z.unknown().optional(),
  event_id: z.string().optional(),
  group_id: z.number(),
  object: z.record(z.string(), z.unknown()).default({}),
});
export type VkEvent = z.output<typeof vkEvent>;

const profile = z.object({
  id: z.number(),
  first_name: z.string().default(''),
  last_name: z.string().default(''),
});
const group = z.object({ id: z.number(), name: z.string().default(''), admin_level: z.number().optional() });
export const vkProfiles = z.array(profile);
export const vkGroups = z.object({ groups: z.array(group).default([]) });

/** A list with the names of who is in it. */
export const vkList = z.object({
  items: z.array(z.unknown()),
  profiles: z.array(profile).default([]),
  groups: z.array(group).default([]),
});
export type VkList = z.output<typeof vkList>;
