/** Where who has not signed in is led, once the screen exists; `?next=` is the address to return to. */
export const signInPath = '/staff/sign-in';
/** «Мой вход»: the only screen for who must set up a second factor first. */
export const securityPath = '/staff/security';
