/** The first of the ports in a row that the servers under test take; another one lets two checkouts be tested at a time. */
export const PORT = Number(process.env.E2E_PORT ?? 3210);
export const ORIGIN = `http://localhost:${PORT}`;

/** Where the server without a database listens, for the pages that must say so. */
export const BROKEN_PORT = PORT + 1;
export const BROKEN_ORIGIN = `http://localhost:${BROKEN_PORT}`;
