/** The demo's own account: the seed makes it where DEMO is on, the sign-in page fills it in there, and it exists nowhere else. */
export const demoSignIn = { email: "demo@reglo.example", password: "the-de-la-demo" } as const;
