import { BlockStack, ButtonGroup, Button } from "@shopify/polaris";
import { useState } from "react";
import { sendWords } from "../words/send";
import { Facts, SectionTitle, Stranger } from "./facts";
import { useWords } from "./language";

export type PreviewProps = { subject: string; fromName: string; html: string; text: string };

/** A mail as it would arrive: in a frame of its own that runs and loads nothing, and as its text twin. */
export function MessagePreview({ subject, fromName, html, text }: PreviewProps) {
  const { preview } = useWords(sendWords);
  const [isText, setText] = useState(false);
  return (
    <BlockStack gap="300">
      <SectionTitle title={preview.title}>
        <ButtonGroup variant="segmented">
          <Button pressed={!isText} onClick={() => setText(false)}>{preview.html}</Button>
          <Button pressed={isText} onClick={() => setText(true)}>{preview.text}</Button>
        </ButtonGroup>
      </SectionTitle>
      <Facts facts={[{ name: preview.from, value: <Stranger>{fromName}</Stranger> }, { name: preview.subject, value: <Stranger>{subject}</Stranger> }]} />
      {isText
        ? <pre className="preview-text" tabIndex={0}>{text}</pre>
        : <iframe className="preview" title={preview.frame} sandbox="" referrerPolicy="no-referrer" srcDoc={framed(html)} />}
    </BlockStack>
  );
}

/** The frame's own policy on top of ours: pictures that are inside, styles that are inside, nothing else. */
function framed(html: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`;
  return html.includes("<head>") ? html.replace("<head>", `<head>${policy}`) : policy + html;
}
