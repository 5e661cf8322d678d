import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../e2e/ports';

/**
 * Serves these bytes as a file at `/` by nginx, the plainest way a machine has of answering, while `work` runs. Gives null where nginx
 * is not installed.
 */
export async function servedByNginx<Result>(
  bytes: Uint8Array,
  work: (origin: string) => Promise<Result>,
): Promise<Result | null> {
  if (spawnSync('nginx', ['-v']).error !== undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'muster-nginx-'));
  try {
    const port = await freePort();
    writeFileSync(join(folder, 'index.html'), bytes);
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off;
pid ${folder}/pid;
error_log stderr warn;
worker_processes 1;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  types { text/html html; }
  server { listen 127.0.0.1:${port}; root ${folder}; index index.html; }
}
`,
    );
    // Its workers are another user, who may not read a folder of ours.
    spawnSync('chmod', ['-R', 'a+rX', folder]);
    const server = spawn('nginx', ['-c', join(folder, 'nginx.conf')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const origin = `http://localhost:${port}`;
    try {
      for (let attempt = 0; ; attempt += 1) {
        try {
          const answer = await fetch(origin);
          if (answer.ok) break;
        } catch (error) {
          if (attempt > 50) throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return await work(origin);
    } finally {
      if (server.exitCode === null) {
        server.kill('SIGQUIT');
        await once(server, 'exit');
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
