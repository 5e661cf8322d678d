/** What is used of the file tracer that comes inside Next.js, which has no types of its own there. */
declare module 'next/dist/compiled/@vercel/nft' {
  const nft: {
    nodeFileTrace(
      files: string[],
      options: { base: string; processCwd: string; ignore: (path: string) => boolean },
    ): Promise<{ fileList: Set<string> }>;
  };
  export default nft;
}
