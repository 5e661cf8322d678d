/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: ['jsdom', 'piscina', '@libsql/client', 'libsql', 'esbuild'],
  devIndicators: false,
};
export default config;
