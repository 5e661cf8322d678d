import type { GeoContext } from 'd3-geo';

/** Tenths as pixels, without the zero before the point. */
const pixels = (tenths: number): string => String(tenths / 10).replace(/^(-?)0\./, '$1.');

/**
 * Writes a shape as path data of relative steps in tenths of a pixel: a third shorter than d3-geo's own absolute
 * coordinates. Steps are taken between rounded places, so that their errors never add up.
 */
export class PathWriter implements GeoContext {
  private text = '';
  /** Where the pen is, in tenths of a pixel. */
  private pen = { x: 0, y: 0 };

  private step(x: number, y: number): string | null {
    const next = { x: Math.round(x * 10), y: Math.round(y * 10) };
    const [dx, dy] = [next.x - this.pen.x, next.y - this.pen.y];
    this.pen = next;
    return dx === 0 && dy === 0 ? null : `${pixels(dx)}${dy < 0 ? '' : ' '}${pixels(dy)}`;
  }

  beginPath(): void {
    this.text = '';
  }

  moveTo(x: number, y: number): void {
    this.pen = { x: Math.round(x * 10), y: Math.round(y * 10) };
    this.text += `M${pixels(this.pen.x)} ${pixels(this.pen.y)}l`;
  }

  lineTo(x: number, y: number): void {
    const step = this.step(x, y);
    if (step === null) return;
    this.text += `${this.text.endsWith('l') || step.startsWith('-') ? '' : ' '}${step}`;
  }

  closePath(): void {
    this.text += 'z';
  }

  /** d3-geo draws points as arcs; here are only areas. */
  arc(): void {
    throw new TypeError('A map of areas has no points to draw');
  }

  /** The path data since `beginPath`, or of all that was written where it was not called. */
  take(): string {
    // A ring whose every step was rounded away is no shape.
    return this.text.replaceAll(/M[^M]*lz/g, '');
  }
}

const RING = /M(-?[\d.]+) (-?[\d.]+)l([^z]*)z/g;
const NUMBER = /-?[\d.]+/g;

/** Path data of a `PathWriter` at another size: what then falls on one tenth of a pixel is one corner. */
export function scalePath(path: string, scale: number): string {
  if (scale === 1) return path;
  const writer = new PathWriter();
  for (const [, startX, startY, steps] of path.matchAll(RING)) {
    let [x, y] = [Number(startX), Number(startY)];
    writer.moveTo(x * scale, y * scale);
    const numbers = (steps?.match(NUMBER) ?? []).map(Number);
    for (let at = 0; at < numbers.length; at += 2) {
      x += numbers[at] ?? 0;
      y += numbers[at + 1] ?? 0;
      writer.lineTo(x * scale, y * scale);
    }
    writer.closePath();
  }
  return writer.take();
}
