import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { makeZip } from "./zip";

test("a zip is read back by a program that is not ours: names in any script, bytes as they were", ({ skip }) => {
  const home = mkdtempSync(path.join(tmpdir(), "reglo-zip-"));
  try {
    const files = [{ path: "reçus/R-1.pdf", bytes: Uint8Array.from({ length: 70_000 }, (_, index) => index % 251) }, { path: "a.txt", bytes: new TextEncoder().encode("Zoë 🫖\n") }, { path: "empty.txt", bytes: new Uint8Array() }];
    writeFileSync(path.join(home, "x.zip"), makeZip(files));
    const script = "import sys,zipfile,json,hashlib;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print(json.dumps([[n,len(z.read(n)),sum(z.read(n))] for n in z.namelist()]))";
    let said: string;
    try {
      said = execFileSync("python3", ["-c", script, path.join(home, "x.zip")], { encoding: "utf8" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return skip("no python3 on this machine");
      throw error;
    }
    expect(JSON.parse(said)).toEqual(files.map(({ path: name, bytes }) => [name, bytes.length, bytes.reduce((sum, byte) => sum + byte, 0)]));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
