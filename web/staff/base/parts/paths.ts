/** Where who has not signed in is led; `?next=` is the address to return to. */
export const signInPath = '/staff/sign-in';
/** «Мой вход»: the only screen for who must set up a second factor first. */
export const securityPath = '/staff/security';
/** «Клавиши»: the help, with the switch of single keys. */
export const keysPath = '/staff/keys';
