// `npm start`: from a fresh clone to a running demo, and nothing else to do. Says what it does while it does it.
import { fork } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openDemo } from "./demo.mjs";
import { endChild, root } from "./machine.mjs";
import { dataDirectory } from "./prepare.mjs";

const startTimeoutMs = 180_000;
const stopTimeoutMs = 15_000;
const logBytesMax = 5_000_000;
const logTailLines = 15;
const note = path.join(dataDirectory, "running.json");
const logFile = path.join(dataDirectory, "app.log");

const say = (line) => console.log(`· ${line}`);
let close = async () => {};
let isStopping = false;

async function main() {
  const beganAt = performance.now();
  stopWhenTold();
  const demo = await openDemo({
    say,
    onOpening: (closeDemo) => {
      close = closeDemo;
      rmSync(note, { force: true }); // a killed run left its own
    },
  });
  if (!demo.ok) return sayRunning(demo.pid);
  const signIn = await seed(demo.env);
  const child = await startApp(demo.env);
  demo.opened.unshift({ what: "the app", close: () => endChild(child, stopTimeoutMs) });
  await demo.shop?.ready;
  const running = { app: demo.env.APP_URL, inbox: demo.inboxUrl, shop: demo.shop?.url ?? null, signIn };
  writeFileSync(note, JSON.stringify(running), { mode: 0o600 });
  demo.opened.unshift({ what: "the note", close: () => rmSync(note, { force: true }) });
  sayAddresses(running, Math.round((performance.now() - beganAt) / 100) / 10);
}

function sayRunning(pid) {
  if (!existsSync(note)) return void console.log(`Réglo is just starting here, in process ${pid}. Look there for its addresses.`);
  console.log(`Réglo already runs here, in process ${pid}.`);
  sayAddresses(JSON.parse(readFileSync(note, "utf8")));
}

/** Fills an empty demo and answers with the account to sign in with; what is there is left alone. */
async function seed(env) {
  const entry = path.join(root, "build", "server", "seed.js");
  if (!existsSync(entry) || !/^(on|true|1)$/.test(env.DEMO)) return null;
  const child = forkQuietly(entry, env);
  const message = await firstMessage(child, "The demo data");
  if (message.isNew) say("Filled the demo shop");
  return message.signIn ?? null;
}

async function startApp(env) {
  say("Starting the app");
  const child = forkQuietly(path.join(root, "build", "server", "server.js"), env);
  await firstMessage(child, "The app");
  child.once("exit", (code, signal) => {
    if (isStopping) return;
    console.error(`The app ended by itself (${signal ?? code}). ${logTail()}`);
    void stop(1);
  });
  return child;
}

/** In a process group of its own: Ctrl-C reaches this process only, which then ends things in their order. */
function forkQuietly(entry, env) {
  if (existsSync(logFile) && statSync(logFile).size > logBytesMax) truncateSync(logFile);
  const log = openSync(logFile, "a", 0o600);
  const child = fork(entry, { cwd: root, env, detached: true, stdio: ["ignore", log, log, "ipc"] });
  closeSync(log);
  return child;
}

function firstMessage(child, what) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`${what} did not answer within ${startTimeoutMs / 1000} seconds. ${logTail()}`));
    }, startTimeoutMs);
    child.once("message", (message) => {
      clearTimeout(timer);
      resolve(message);
    });
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`${what} could not start (${signal ?? code}). ${logTail()}`));
    });
  });
}

function logTail() {
  const lines = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-logTailLines);
  return `The end of ${path.relative(root, logFile)}:\n${lines.join("\n")}`;
}

function stopWhenTold() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (isStopping) return;
      console.log("\nStopping. What is under way is finished first.");
      void stop(0);
    });
  }
}

async function stop(code) {
  if (isStopping) return;
  isStopping = true;
  await close().catch((error) => {
    console.error(error.message);
    code = 1;
  });
  process.exit(code);
}

function sayAddresses({ app, inbox, shop, signIn }, seconds) {
  const lines = [
    "",
    seconds === undefined ? "" : `Réglo runs (ready in ${seconds} s).`,
    `  The app                ${app}`,
    ...(signIn ? [`  Sign in with           ${signIn.email}  /  ${signIn.password}`] : []),
    `  Mails the demo sends   ${inbox}`,
    ...(shop ? [`  A Shopify shop         ${shop}   (an imitation: its admin with the app inside, its customers' account)`] : []),
    "",
    ...(seconds === undefined ? [] : [`What it writes goes to ${path.relative(root, logFile)}. Ctrl-C stops everything.`]),
  ];
  console.log(lines.join("\n"));
}

main().catch(async (error) => {
  if (isStopping) return;
  console.error(`\nRéglo could not start: ${error.message}`);
  if (error.code === "EACCES" || error.code === "EPERM") console.error("Another account has used this directory (root?). Start as that account, or take the files over with chown.");
  await stop(1);
});
