import { createContext, useContext } from "react";

/** Opens the files of a page inside a shop's admin; null where the cookie does. */
export const FileKeyContext = createContext<string | null>(null);

/** The address of one of our pictures or downloads, as this page may ask for it. */
export function useFileUrl(): (path: string) => string {
  const key = useContext(FileKeyContext);
  return (path) => (key === null ? path : `${path}?key=${encodeURIComponent(key)}`);
}
