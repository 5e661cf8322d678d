/** How things of given heights stand in columns. */
export interface ColumnSplit {
  columns: { from: number; to: number }[];
  /** The height of the highest column. */
  height: number;
  /** How many found room. */
  taken: number;
}

/** Things below one another in columns that are about as high as each other, none higher than `most`. */
export function columnsOf(heights: readonly number[], columns: number, most: number): ColumnSplit {
  const fill = (limit: number): ColumnSplit => {
    const split: ColumnSplit = { columns: [], height: 0, taken: 0 };
    for (let column = 0; column < columns && split.taken < heights.length; column++) {
      const from = split.taken;
      let height = 0;
      for (let next = heights[split.taken]; next !== undefined; next = heights[split.taken]) {
        if (height + next > limit) break;
        height += next;
        split.taken += 1;
      }
      split.columns.push({ from, to: split.taken });
      split.height = Math.max(split.height, height);
    }
    return split;
  };
  const total = heights.reduce((sum, height) => sum + height, 0);
  const tallest = Math.max(0, ...heights);
  for (let limit = Math.max(total / columns, tallest); limit < most; limit += 4) {
    const split = fill(limit);
    if (split.taken === heights.length) return split;
  }
  return fill(most);
}
