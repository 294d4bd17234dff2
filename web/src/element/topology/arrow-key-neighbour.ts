// Which box is beside another one: left and right along the edges, up and down among those that are below each other.

import type { Drawing, Node } from "./layout.ts";

/** `x` and `y`: the direction. Undefined if there is no box. */
export function neighbour(box: Node, x: number, y: number, { nodes, edges }: Drawing): Node | undefined {
  const isBeside = (each: Node): boolean =>
    x ? edges.some(({ from, to }) => (x > 0 ? from : to) === box && (x > 0 ? to : from) === each) : (each.y - box.y) * y > 0 && each.x < box.x + box.width && box.x < each.x + each.width;
  const distance = (each: Node): number => Math.abs(each.y + each.height / 2 - box.y - box.height / 2);
  return nodes.filter((each) => each.address && isBeside(each)).sort((left, right) => distance(left) - distance(right))[0];
}
