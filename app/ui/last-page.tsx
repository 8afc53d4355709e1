import type { CSSProperties } from "react";

const page: CSSProperties = { maxWidth: "32rem", margin: "18vh auto 0", padding: "0 1.5rem", font: "1rem/1.6 system-ui, sans-serif", color: "#1f2933" };

/** A page outside of every layout, without style sheets of its own. Says no more than what helps. */
export function LastPage({ title, text }: { title: string; text: string }) {
  return (
    <main style={page}>
      <h1 style={{ fontSize: "1.5rem", lineHeight: 1.3 }}>{title}</h1>
      <p>{text}</p>
    </main>
  );
}
