import { z } from 'zod';

/** Objects of MAX (schema of 01.07.2026) and, where it has none, of its own client (comments): of each what is read. */

const sender = z.object({
  user_id: z.number(),
  first_name: z.string().default(''),
  last_name: z.string().nullish(),
  name: z.string().nullish(),
  is_bot: z.boolean().default(false),
});

const attachment = z.object({
  type: z.string(),
  payload: z
    .object({ url: z.string().nullish(), photo_id: z.number().nullish(), token: z.string().nullish() })
    .nullish(),
});
export type MaxAttachment = z.output<typeof attachment>;

const body = z.object({
  mid: z.string().min(1).max(100),
  text: z.string().nullish(),
  attachments: z.array(attachment).nullish(),
});

export const maxMessage = z.object({
  sender: sender.nullish(),
  recipient: z.object({ chat_id: z.number().nullish(), chat_type: z.string() }),
  timestamp: z.number(),
  link: z.object({ type: z.string(), message: z.object({ mid: z.string() }) }).nullish(),
  body,
  stat: z.object({ views: z.number() }).nullish(),
  url: z.string().nullish(),
});
export type MaxMessage = z.output<typeof maxMessage>;

export const maxMessages = z.object({ messages: z.array(z.unknown()) });
export const maxSent = z.object({ message: maxMessage });
export const maxResult = z.object({ success: z.boolean(), code: z.string().optional() });
export const maxError = z.object({ code: z.string() });

export const maxSubscriptions = z.object({
  subscriptions: z.array(z.object({ url: z.string(), update_types: z.array(z.string()).nullish() })),
});

export const maxMember = z.object({
  is_owner: z.boolean().default(false),
  permissions: z.array(z.string()).nullish(),
});

/** One event. `message_id` is of what was removed, and of the post a comment stands under. */
export const maxUpdate = z.object({
  update_type: z.string().max(60),
  timestamp: z.number(),
  message: z.unknown().optional(),
  message_id: z.string().optional(),
  comment_id: z.string().optional(),
  chat_id: z.number().optional(),
  callback: z.object({ callback_id: z.string() }).optional(),
});
export type MaxUpdate = z.output<typeof maxUpdate>;

export const maxUpdates = z.object({ updates: z.array(z.unknown()), marker: z.number().nullish() });
