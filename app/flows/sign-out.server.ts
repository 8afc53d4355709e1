import { deleteSignIn } from "../db/members.server";
import type { App } from "./ctx";

/** Ends a sign-in: its token opens nothing any more, wherever it was copied. */
export async function signOut(app: App, token: string): Promise<void> {
  await deleteSignIn(app.db, token);
}
