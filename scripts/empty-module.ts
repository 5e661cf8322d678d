// Stands in for `server-only` outside Next.js, whose own resolver gives that package its meaning.
export {};
