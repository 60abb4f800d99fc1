// Which part of the world is on the screen: { scale, x, y, width, height }, x and y being its middle.

export const toScreenX = (view, x) => (x - view.x) * view.scale + view.width / 2;
export const toScreenY = (view, y) => (y - view.y) * view.scale + view.height / 2;

// The part of the world that is seen.
export function worldBox(view) {
  const halfWidth = view.width / 2 / view.scale,
    halfHeight = view.height / 2 / view.scale;
  return {
    left: view.x - halfWidth,
    right: view.x + halfWidth,
    top: view.y - halfHeight,
    bottom: view.y + halfHeight,
  };
}

// The view that shows a box whole on what is free of a width and height, no nearer than `nearest`.
export function viewOfBox(box, width, height, margin, nearest) {
  const across = Math.max(1, width - 2 * margin.side) / Math.max(1, box.right - box.left);
  const down = Math.max(1, height - margin.top - margin.bottom) / Math.max(1, box.bottom - box.top);
  const scale = Math.min(nearest, across, down);
  return {
    scale,
    x: (box.left + box.right) / 2,
    y: (box.top + box.bottom) / 2 + (margin.bottom - margin.top) / 2 / scale,
    width,
    height,
  };
}
