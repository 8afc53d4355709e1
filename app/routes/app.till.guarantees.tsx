import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { showInside } from "../door.server";
import { GuaranteesScreen } from "../ui/merchant/guarantees-screen";
import { merchantTitle } from "../ui/merchant/titles";
import { tillWords } from "../ui/words/till";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, tillWords, (words) => words.guarantees.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async () => ({}));
}

export default function Guarantees() {
  return <GuaranteesScreen />;
}
