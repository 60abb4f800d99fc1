// Which parts of the screen hold something already.

// Rectangles that are taken, in a coarse grid so that few need a look.
export class Taken {
  #cells = new Map();

  *#keys(box) {
    for (let column = Math.floor(box.left / 80); column <= Math.floor(box.right / 80); column++)
      for (let row = Math.floor(box.top / 40); row <= Math.floor(box.bottom / 40); row++)
        yield column * 10007 + row;
  }

  add(box) {
    for (const key of this.#keys(box)) {
      if (!this.#cells.has(key)) this.#cells.set(key, []);
      this.#cells.get(key).push(box);
    }
  }

  meets(box, ignored = null) {
    for (const key of this.#keys(box))
      for (const each of this.#cells.get(key) || [])
        if (
          each.n !== ignored &&
          each.left < box.right &&
          box.left < each.right &&
          each.top < box.bottom &&
          box.top < each.bottom
        )
          return true;
    return false;
  }
}
