// The inbox in the browser: which address answers what. Mails are strangers' HTML and are shown as such, in a sandbox.
import { createHash } from "node:crypto";
import { listHtml, mailHtml, pageHtml, script } from "./inbox-pages.mjs";

const scriptHash = `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
const pagePolicy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${scriptHash}; connect-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
const mailSandbox = "allow-popups allow-popups-to-escape-sandbox";
const mailPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox ${mailSandbox}; frame-ancestors 'self'`;
const shownInline = new Set(["application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif"]);

/** Answers one request; a page elsewhere that makes a browser call this address (DNS rebinding) is refused by Host. */
export async function answerInboxPage(box, request, response) {
  try {
    const url = new URL(request.url ?? "/", "http://inbox.localhost");
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? "")) return send(response, 421, "text/plain", "Not this host\n");
    if (request.method === "POST" && url.pathname === "/clear") return clear(box, request, response);
    if (request.method !== "GET") return send(response, 405, "text/plain", "GET only\n");
    return await show(box, url, response);
  } catch (error) {
    return send(response, 500, "text/plain", `${error.message}\n`);
  }
}

async function show(box, url, response) {
  const [, section = "", id = "", part = "", index = ""] = url.pathname.split("/");
  if (section === "" || section === "list") {
    const list = listHtml(box.list(), url.searchParams.get("selected"));
    return section === "list" ? send(response, 200, "text/html", list) : sendPage(response, pageHtml({ list, mail: null, title: "Boîte de réception" }));
  }
  const summary = section === "mail" ? box.find(id) : null;
  if (!summary) return send(response, 404, "text/plain", "Ce message n’existe plus.\n");
  if (part === "source") return send(response, 200, "text/plain", box.source(id));
  const mail = await box.read(id);
  if (part === "html") return sendMail(response, mail.html || "");
  if (part === "part") return sendPart(response, mail.attachments[Number(index)]);
  const view = url.searchParams.get("view") ?? (mail.html ? "html" : "text");
  return sendPage(response, pageHtml({ list: listHtml(box.list(), id), mail: mailHtml({ summary, mail, view, sandbox: mailSandbox }), title: summary.subject }));
}

function clear(box, request, response) {
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) return send(response, 403, "text/plain", "Not from another site\n");
  box.clear();
  response.writeHead(303, { Location: "/" }).end();
}

function sendPage(response, html) {
  send(response, 200, "text/html", html, { "Content-Security-Policy": pagePolicy });
}

/** Links leave the frame: most pages refuse to be shown inside another. */
function sendMail(response, html) {
  const withBase = /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, '$&<base target="_blank">') : `<base target="_blank">${html}`;
  send(response, 200, "text/html", withBase, { "Content-Security-Policy": mailPolicy });
}

function sendPart(response, attachment) {
  if (!attachment) return send(response, 404, "text/plain", "Cette pièce jointe n’existe pas.\n");
  const isInline = shownInline.has(attachment.contentType);
  const name = encodeURIComponent(attachment.filename ?? "piece-jointe");
  send(response, 200, isInline ? attachment.contentType : "application/octet-stream", attachment.content, {
    "Content-Disposition": `${isInline ? "inline" : "attachment"}; filename*=UTF-8''${name}`,
  });
}

function send(response, status, type, body, headers = {}) {
  const charset = type.startsWith("text/") ? "; charset=utf-8" : "";
  response.writeHead(status, {
    "Content-Type": type + charset, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", ...headers,
  });
  response.end(body);
}
