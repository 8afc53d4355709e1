import { Form } from "@remix-run/react";
import { Badge, Banner, BlockStack, Card, InlineStack, Page, Text } from "@shopify/polaris";
import type { Words } from "../../core/locale";
import { accountWords } from "../words/account";
import { settingsWords } from "../words/settings";
import { CopyField } from "./copy-field";
import { SectionTitle, Stranger } from "./facts";
import { TextInput } from "./fields";
import { Time, useSay, useWords } from "./language";
import { SubmitButton } from "./submit-button";

type Problem = "already-member" | "too-many-members" | "last-member" | "member-unknown";
export type MembersAnswer =
  | { ok: true; email: string; url: string; mail: "sent" | "no-messenger" | { problem: Words | string } }
  | { ok: false; reason: "email-wrong" | Problem; email: string }
  | { ok: false; reason: "trouble"; words: Words };

export type MembersScreenProps = {
  ownId: string;
  members: { id: string; email: string; createdAt: Date }[];
  invitations: { id: string; email: string; createdAt: Date; expiresAt: Date; isOver: boolean }[];
  answer: MembersAnswer | null;
};

/** Who runs the shop: those inside, those invited, and inviting. */
export function MembersScreen(props: MembersScreenProps) {
  const { team } = useWords(accountWords);
  const { title } = useWords(settingsWords);
  return (
    <Page narrowWidth backAction={{ content: title, url: "/app/settings" }} title={team.title}>
      <BlockStack gap="400">
        <MembersNews answer={props.answer} />
        <PeopleCard {...props} />
        {props.invitations.length === 0 ? null : <InvitationsCard invitations={props.invitations} />}
        <InviteCard key={props.answer?.ok ? props.answer.url : "form"} answer={props.answer} />
      </BlockStack>
    </Page>
  );
}

function MembersNews({ answer }: { answer: MembersAnswer | null }) {
  const { team } = useWords(accountWords);
  const say = useSay();
  if (answer === null) return null;
  if (!answer.ok) {
    if (answer.reason === "email-wrong") return null;
    return <Banner tone="critical"><p>{answer.reason === "trouble" ? say(answer.words) : team.problems[answer.reason]}</p></Banner>;
  }
  const { mail, email, url } = answer;
  const text = mail === "sent" ? team.made.sent(email) : mail === "no-messenger" ? team.made["no-messenger"] : team.made.problem(typeof mail.problem === "string" ? mail.problem : say(mail.problem));
  return (
    <Card>
      <BlockStack gap="300">
        <Banner tone={mail === "sent" ? "success" : "warning"}><p role="status">{text}</p></Banner>
        <CopyField label={team.link} help={team.linkHelp} text={url} />
      </BlockStack>
    </Card>
  );
}

function PeopleCard({ members, ownId }: MembersScreenProps) {
  const { team } = useWords(accountWords);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <SectionTitle title={team.people} />
          <Text as="p" tone="subdued">{team.text}</Text>
        </BlockStack>
        <ul className="plain-list">
          {members.map(({ id, email, createdAt }) => (
            <li key={id}>
              <BlockStack gap="100">
                <InlineStack gap="200" blockAlign="center"><Text as="span" fontWeight="semibold"><Stranger>{email}</Stranger></Text>{id === ownId ? <Badge tone="info">{team.you}</Badge> : null}</InlineStack>
                <Text as="p" variant="bodySm" tone="subdued">{team.since} <Time at={createdAt} length="day" /></Text>
                {id === ownId ? null : (
                  <details>
                    <summary>{team.remove}</summary>
                    <Form method="post">
                      <input type="hidden" name="memberId" value={id} />
                      <BlockStack gap="200" inlineAlign="start">
                        <p>{team.removeText(email)}</p>
                        <SubmitButton intent="remove" look="critical">{team.removeSubmit(email)}</SubmitButton>
                      </BlockStack>
                    </Form>
                  </details>
                )}
              </BlockStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function InvitationsCard({ invitations }: Pick<MembersScreenProps, "invitations">) {
  const { team } = useWords(accountWords);
  return (
    <Card>
      <BlockStack gap="400">
        <SectionTitle title={team.invitations} />
        <ul className="plain-list">
          {invitations.map(({ id, email, expiresAt, isOver }) => (
            <li key={id}>
              <InlineStack gap="300" blockAlign="center" align="space-between">
                <BlockStack gap="050">
                  <Text as="p" fontWeight="semibold"><Stranger>{email}</Stranger></Text>
                  <Text as="p" variant="bodySm" tone="subdued">{isOver ? team.over : <>{team.until} <Time at={expiresAt} length="moment" /></>}</Text>
                </BlockStack>
                <Form method="post">
                  <input type="hidden" name="invitationId" value={id} />
                  <input type="hidden" name="email" value={email} />
                  <InlineStack gap="200">
                    <SubmitButton intent="invite">{team.again}</SubmitButton>
                    <SubmitButton intent="withdraw" look="critical">{team.withdraw}</SubmitButton>
                  </InlineStack>
                </Form>
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function InviteCard({ answer }: { answer: MembersAnswer | null }) {
  const { team } = useWords(accountWords);
  const refused = answer !== null && !answer.ok && answer.reason !== "trouble" ? answer : null;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <SectionTitle title={team.invite} />
          <Text as="p" tone="subdued">{team.inviteText}</Text>
        </BlockStack>
        <Form method="post" preventScrollReset>
          <BlockStack gap="300">
            <TextInput name="email" type="email" label={team.email} initial={refused?.email ?? ""} inputMode="email" problem={refused?.reason === "email-wrong" ? team.emailWrong : undefined} />
            <div><SubmitButton intent="invite" look="primary" busy={team.sending}>{team.submit}</SubmitButton></div>
          </BlockStack>
        </Form>
      </BlockStack>
    </Card>
  );
}
