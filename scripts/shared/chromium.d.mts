/** The path of a Chromium that starts; rejects with what to do when there is none to be had. */
export function findChromium(): Promise<string>;
