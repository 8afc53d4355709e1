import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { showInside } from "../door.server";
import { readJournal } from "../flows/read-journal.server";
import { JournalScreen } from "../ui/merchant/journal-screen";
import { merchantTitle } from "../ui/merchant/titles";
import { journalWords } from "../ui/words/journal";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, journalWords, (words) => words.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ app, ctx, member }) => ({ lines: await readJournal(app, ctx, member.locale) }));
}

export default function Journal() {
  return <JournalScreen {...useLoaderData<typeof loader>()} />;
}
