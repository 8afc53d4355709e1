import { expect, it } from "vitest";
import { whyBlocked } from "./hook-target";

const shop = "https://shop.example";

it("lets pass what WordPress delivers to", () => {
  for (const url of ["https://reglo.example/hooks/1", "http://reglo.example/hooks/1", "https://reglo.example:8080/hooks/1", "http://93.184.216.34/hooks/1"]) {
    expect(whyBlocked(url, shop), url).toBeNull();
  }
});

it("names a port or a host WordPress refuses, in both languages", () => {
  expect(whyBlocked("https://reglo.example:8443/hooks/1", shop)?.en).toMatch(/80, 443 and 8080/);
  for (const host of ["localhost", "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.5", "0.0.0.0", "[::1]"]) {
    expect(whyBlocked(`http://${host}/hooks/1`, shop)?.fr, host).toMatch(/adresse privée/);
  }
  expect(whyBlocked("http://172.32.0.1/hooks/1", shop)).toBeNull();
});

it("knows that the shop's own host and port are allowed", () => {
  expect(whyBlocked("http://127.0.0.1:8080/hooks/1", "http://127.0.0.1:8089")).toBeNull();
  expect(whyBlocked("http://127.0.0.1:8098/hooks/1", "http://127.0.0.1:8089")).not.toBeNull();
  expect(whyBlocked("http://localhost:8080/hooks/1", "http://127.0.0.1:8089")).not.toBeNull();
  expect(whyBlocked("http://127.0.0.1:8089/hooks/1", "http://127.0.0.1:8089")).toBeNull();
});
