/** A picture or a PDF of a paper, as it is kept: re-encoded, or as it came. */
export type Scan = { mimeType: "image/webp" | "image/jpeg" | "application/pdf"; bytes: Uint8Array };

/** How such a file's name ends. */
export const scanEndings = { "image/webp": "webp", "image/jpeg": "jpg", "application/pdf": "pdf" } as const satisfies Record<Scan["mimeType"], string>;
