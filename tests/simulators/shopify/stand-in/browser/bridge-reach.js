// What the app's pages send and where they lead: tokens along with their calls, the admin's address behind theirs.
const { params, tell, idToken } = window.standIn;

// A page of the app that only fetches a token: come back with it.
const reload = params.get("shopify-reload");
if (reload !== null) {
  void idToken().then((token) => {
    const back = new URL(reload, location.href);
    back.searchParams.set("id_token", token);
    location.replace(back.href);
  });
}

// To the app's own address a token goes along, fresh each time; a token that was refused for its age is tried once more.
const plainFetch = window.fetch.bind(window);
window.fetch = async (input, init = {}) => {
  const url = new URL(input instanceof Request ? input.url : String(input), location.href);
  const send = async () => {
    const request = new Request(input instanceof Request ? input.clone() : url, init);
    if (url.origin === location.origin && !request.headers.has("authorization")) request.headers.set("Authorization", `Bearer ${await idToken()}`);
    return plainFetch(request);
  };
  const isOnce = init.body instanceof ReadableStream;
  const response = await send();
  return response.status === 401 && response.headers.has("X-Shopify-Retry-Invalid-Session-Request") && !isOnce ? send() : response;
};

// The address of the admin follows the app's.
const tellPath = () => {
  const shown = new URLSearchParams(location.search);
  for (const own of ["embedded", "shop", "host", "id_token", "session", "timestamp", "hmac", "locale"]) shown.delete(own);
  tell("path", { path: location.pathname + (shown.size > 0 ? `?${shown}` : "") });
};
for (const name of ["pushState", "replaceState"]) {
  const plain = history[name].bind(history);
  history[name] = (...rest) => {
    plain(...rest);
    tellPath();
  };
}
window.addEventListener("popstate", tellPath);

// Addresses of the admin, and links that would leave the frame.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const href = link?.getAttribute("href") ?? "";
  const isTop = link?.target === "_top" || link?.target === "_parent";
  if (!href.startsWith("shopify:") && !isTop) return;
  event.preventDefault();
  tell("navigate", { url: isTop && !href.startsWith("shopify:") ? link.href : href, isNew: false });
});
const plainOpen = window.open.bind(window);
window.open = (url = "", target = "", ...rest) => {
  if (!String(url).startsWith("shopify:") && target !== "_top" && target !== "_parent") return plainOpen(url, target, ...rest);
  tell("navigate", { url: String(url).startsWith("shopify:") ? String(url) : new URL(url, location.href).href, isNew: false });
  return null;
};
tellPath();
