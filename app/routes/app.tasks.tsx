import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { actInside, notFound, readForm, showInside } from "../door.server";
import { listTasks } from "../flows/list-tasks.server";
import { retryEffect } from "../flows/retry-effect.server";
import { resolveTask } from "../flows/resolve-task.server";
import { withNotice } from "../ui/merchant/notices";
import { TasksScreen } from "../ui/merchant/tasks-screen";
import { merchantTitle } from "../ui/merchant/titles";
import { tasksWords } from "../ui/words/tasks";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, tasksWords, (words) => words.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, ({ ctx }) => listTasks(ctx));
}

/** Fields: `intent` resolve, unresolve or retry, `taskId`, and `to`, the screen of ours the button stood on. */
export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async ({ ctx }) => {
    const { intent, taskId = "", to = "" } = await readForm(args.request);
    const back = /^\/app\/links\/\w+$/.test(to) ? to : "/app/tasks";
    if (intent === "retry") {
      // Nothing to retry any more: the page that comes back shows how it stands.
      const retried = await retryEffect(ctx, { taskId });
      return retried.ok || retried.reason === "nothing-to-retry" ? redirect(withNotice(back, "asked-again"), 303) : notFound();
    }
    const isResolved = intent !== "unresolve";
    if (!(await resolveTask(ctx, { taskId, isResolved })).ok) return notFound();
    return redirect(withNotice(back, isResolved ? "resolved" : "unresolved", isResolved ? taskId : undefined), 303);
  });
  return result instanceof Response ? result : data(result, { status: 502 });
}

export default function Tasks() {
  return <TasksScreen {...useLoaderData<typeof loader>()} />;
}
