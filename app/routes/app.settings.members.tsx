import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { emailLengthMax, findEmail } from "../core/email-address";
import { actInside, notFound, readForm, showInside, type Inside } from "../door.server";
import { inviteMember, withdrawInvitation } from "../flows/invite-member.server";
import { readMembers } from "../flows/read-members.server";
import { removeMember } from "../flows/remove-member.server";
import { MembersScreen, type MembersAnswer } from "../ui/merchant/members-screen";
import { withNotice } from "../ui/merchant/notices";
import { merchantTitle } from "../ui/merchant/titles";
import { accountWords } from "../ui/words/account";

const path = "/app/settings/members";

export const meta: MetaFunction = ({ matches }) => merchantTitle(matches, accountWords, (words) => words.team.title);

export async function loader(args: LoaderFunctionArgs) {
  return showInside(args, async ({ ctx, member }) => ({ ownId: ofTheTeam(member).id, ...(await readMembers(ctx)) }));
}

export async function action(args: ActionFunctionArgs) {
  const result = await actInside(args, async (inside) => act(inside, await readForm(args.request)));
  return result instanceof Response ? result : data(result, { status: result.ok ? 200 : 422 });
}

async function act({ ctx, member }: Inside, fields: Record<string, string>): Promise<MembersAnswer | Response> {
  const by = ofTheTeam(member);
  const { intent, email: typed = "", memberId = "", invitationId = "" } = fields;
  if (intent === "invite") {
    const email = findEmail(typed);
    if (email === null) return { ok: false, reason: "email-wrong", email: typed.slice(0, emailLengthMax) };
    const invited = await inviteMember(ctx, { by, email });
    return invited.ok ? invited : { ok: false, reason: invited.reason, email };
  }
  if (intent === "withdraw") return (await withdrawInvitation(ctx, invitationId)) ? redirect(withNotice(path, "invitation-withdrawn"), 303) : notFound();
  // Nobody locks themselves out by a slip: somebody else of the team does it.
  if (intent !== "remove" || memberId === by.id) return notFound();
  const removed = await removeMember(ctx, memberId);
  if (removed.ok) return redirect(withNotice(path, "member-removed"), 303);
  return removed.reason === "member-unknown" ? notFound() : { ok: false, reason: removed.reason, email: "" };
}

/** Whoever the shop's own admin vouches for stays as long as it does: who else comes in by a password is not theirs to say. */
function ofTheTeam<M extends { email: string }>(member: M): M {
  return member.email === "" ? notFound() : member;
}

export default function Members() {
  return <MembersScreen {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
