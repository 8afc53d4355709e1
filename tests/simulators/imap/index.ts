import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";
import { capabilities, obey, signInPlain, type Reply, type Session } from "./session";
import { BadSyntax } from "./syntax";
import { emptyWorld, type ImapWorld } from "./world";

export { deliver, renumber, type ImapWorld } from "./world";

const lineBytesMax = 8_192;
type Options = { port?: number; security?: "none" | "starttls" | "tls"; certificate?: { key: string; cert: string } };

/**
 * A small IMAP server on loopback (RFC 3501) with one inbox. It takes only what a real one takes in that state: it wants
 * encryption where it says so, tells the numbers of mails as asked, and marks what is read without PEEK.
 */
export async function openImap({ port = 0, security = "none", certificate }: Options = {}): Promise<{ port: number; world: ImapWorld; close(): Promise<void> }> {
  const world = emptyWorld();
  const sockets = new Set<net.Socket>();
  const keep = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  };
  const serve = (socket: net.Socket) => talk(world, socket, { isEncrypted: security === "tls", needsEncryption: security === "starttls", user: null, mailbox: null }, certificate, keep);
  const server = security === "tls" ? tls.createServer({ ...certificate }, serve) : net.createServer(serve);
  server.on("connection", keep);
  server.on("tlsClientError", () => undefined);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as net.AddressInfo).port,
    world,
    async close() {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, "close");
    },
  };
}

function talk(world: ImapWorld, socket: net.Socket, session: Session, certificate: Options["certificate"], keep: (socket: net.Socket) => void, isGoingOn = false): void {
  keep(socket);
  let waiting = "";
  let asked: string | null = null; // the tag of an AUTHENTICATE that waits for its answer
  const send = (text: string) => void socket.write(text);
  const answer = (tag: string, reply: Reply) => {
    reply.data.forEach((bytes) => socket.write(bytes));
    if (reply.next === "never") return;
    if (reply.next === "ask-credentials") {
      asked = tag;
      return send("+ \r\n");
    }
    if (reply.end !== "") send(`${tag} ${reply.end}\r\n`);
    if (reply.next === "close") socket.end();
    if (reply.next === "starttls") {
      socket.removeAllListeners("data");
      const secure = new tls.TLSSocket(socket, { isServer: true, ...certificate });
      talk(world, secure, { ...session, isEncrypted: true }, certificate, keep, true);
    }
  };
  const onLine = (text: string) => {
    if (asked !== null) {
      const tag = asked;
      asked = null;
      return answer(tag, signInPlain(world, session, text));
    }
    const [, tag = "*", name = "", rest = ""] = /^([A-Za-z0-9.]+) ([A-Za-z]+)(?: (.*))?$/s.exec(text) ?? [];
    world.commands.push(/^(LOGIN|AUTHENTICATE)$/i.test(name) ? name.toUpperCase() : `${name.toUpperCase()} ${rest}`.trim());
    try {
      answer(tag, obey(world, session, name.toUpperCase(), rest));
    } catch (error) {
      if (!(error instanceof BadSyntax)) throw error;
      send(`${tag} BAD ${error.message}\r\n`);
    }
  };
  socket.on("data", (chunk: Buffer) => {
    waiting += chunk.toString("latin1");
    for (;;) {
      const end = waiting.indexOf("\r\n");
      if (end < 0) break;
      const literal = /\{(\d+)\}$/.exec(waiting.slice(0, end));
      if (literal) {
        // A literal takes the place of a quoted string once its bytes are here.
        const size = Number(literal[1]);
        if (waiting.length < end + 2 + size) {
          if (waiting.length === end + 2) send("+ go on\r\n");
          break;
        }
        const bytes = waiting.slice(end + 2, end + 2 + size).replace(/["\\]/g, "\\$&");
        waiting = `${waiting.slice(0, literal.index)}"${bytes}"${waiting.slice(end + 2 + size)}`;
        continue;
      }
      const text = waiting.slice(0, end);
      waiting = waiting.slice(end + 2);
      onLine(Buffer.from(text, "latin1").toString("utf8"));
    }
    if (waiting.length > lineBytesMax) socket.destroy();
  });
  if (!isGoingOn && world.trouble !== "silent") send(`* OK [CAPABILITY ${capabilities(session)}] simulator ready\r\n`);
}
