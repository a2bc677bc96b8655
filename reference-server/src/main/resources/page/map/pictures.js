// The pictures under a map and on its tokens. Where only explored tiles may be had, they are put
// together here as they come; a few at a time, so that the table's own line is never crowded out.

const AT_ONCE = 6;
const MOSAIC = 4096;

/** A picture that can be drawn, or pieces of it. */
export class Pictures {
  /**
   * @param {{picture?(asset: string): Promise<CanvasImageSource|null>, tiles?(map: string, layer?: string): Promise<any>,
   *   tile?(map: string, column: number, row: number, layer?: string): Promise<CanvasImageSource|null>}} source
   * @param {(bounds: {minX: number, minY: number, maxX: number, maxY: number}|null) => void} arrived
   */
  constructor(source, arrived) {
    this.source = source;
    this.arrived = arrived;
    this.under = [];
    this.portraits = new Map();
    this.turn = 0;
  }

  /** Takes the pictures of a map: its own and those of its layers, lowest first. */
  take(model) {
    const turn = ++this.turn;
    const kept = new Map(this.under.map(each => [each.key, each]));
    const map = model.map;
    const wanted = [];
    if (map?.picture) {
      const { asset, width, height } = map.picture;
      const cell = model.cellPixels;
      wanted.push({
        key: `${model.key} ${asset} ${cell} ${model.originX} ${model.originY}`, asset, layer: undefined,
        x: -model.originX / cell, y: -model.originY / cell, wide: width / cell, high: height / cell, pixels: cell,
      });
    }
    const layers = Object.entries(map?.layers ?? {}).filter(([, layer]) => layer.picture)
      .sort(([a, one], [b, other]) => (one.order ?? 0) - (other.order ?? 0) || (a < b ? -1 : 1));
    for (const [id, layer] of layers) {
      wanted.push({
        key: `${model.key} ${id} ${layer.picture} ${model.wide} ${model.high}`, asset: layer.picture, layer: id,
        x: 0, y: 0, wide: model.wide, high: model.high, pixels: model.cellPixels,
      });
    }
    const tiled = model.fogged && !model.runs;
    this.under = wanted.map(each => {
      const old = kept.get(each.key);
      return old && old.tiled === tiled ? old : { ...each, tiled, image: null, had: new Set() };
    });
    for (const each of this.under) {
      if (each.tiled) this.askTiles(model, each, turn);
      else if (!each.asked) {
        each.asked = true;
        this.source.picture?.(each.asset).then(image => {
          if (!image) return;
          each.image = image;
          this.arrived(null);
        }).catch(() => { each.asked = false; });
      }
    }
  }

  /** More was explored: asks for tiles that have become this seat's. */
  explored(model) {
    for (const each of this.under) if (each.tiled) this.askTiles(model, each, this.turn);
  }

  async askTiles(model, picture, turn) {
    if (!this.source.tiles || picture.asking) {
      picture.again = true;
      return;
    }
    picture.asking = true;
    picture.again = false;
    try {
      const said = await this.source.tiles(model.key, picture.layer);
      if (said && this.turn === turn) {
        const wanted = [];
        said.tiles.forEach((line, row) => {
          for (let column = 0; column < line.length; column++) {
            if (line[column] === '1' && !picture.had.has(`${column} ${row}`)) wanted.push({ column, row });
          }
        });
        let next = 0;
        const worker = async () => {
          while (next < wanted.length && this.turn === turn) {
            const { column, row } = wanted[next++];
            const image = await this.source.tile(model.key, column, row, picture.layer);
            picture.had.add(`${column} ${row}`);
            if (image && this.turn === turn) this.put(picture, image, column, row, said.side);
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, worker));
      }
    } catch {
      // Asked again when more is explored, or when the map is taken anew.
    } finally {
      picture.asking = false;
      if (picture.again && this.turn === turn) this.askTiles(model, picture, turn);
    }
  }

  put(picture, image, column, row, side) {
    const { x, y, wide, high } = picture;
    const left = Math.max(x, column * side);
    const top = Math.max(y, row * side);
    const right = Math.min(x + wide, (column + 1) * side);
    const bottom = Math.min(y + high, (row + 1) * side);
    if (!(right > left && bottom > top)) return;
    if (!picture.image) {
      const pixels = Math.min(picture.pixels, MOSAIC / wide, MOSAIC / high);
      const canvas = new OffscreenCanvas(Math.max(1, Math.round(wide * pixels)), Math.max(1, Math.round(high * pixels)));
      picture.image = canvas;
      picture.to = canvas.getContext('2d');
    }
    const scale = picture.image.width / wide;
    const px = Math.round((left - x) * scale);
    const py = Math.round((top - y) * scale);
    picture.to.drawImage(image, px, py, Math.round((right - x) * scale) - px, Math.round((bottom - y) * scale) - py);
    image.close?.();
    this.arrived({ minX: left, minY: top, maxX: right, maxY: bottom });
  }

  /** Draws what is there of all pictures within some cells; the context counts in cells. */
  draw(ctx, bounds) {
    for (const { image, x, y, wide, high } of this.under) {
      if (!image) continue;
      const left = Math.max(x, bounds.minX);
      const top = Math.max(y, bounds.minY);
      const right = Math.min(x + wide, bounds.maxX);
      const bottom = Math.min(y + high, bounds.maxY);
      if (!(right > left && bottom > top)) continue;
      const sx = image.width / wide;
      const sy = image.height / high;
      ctx.drawImage(image, (left - x) * sx, (top - y) * sy, (right - left) * sx, (bottom - top) * sy,
        left, top, right - left, bottom - top);
    }
  }

  /** The portrait of a token when it is there; else it is fetched and told when it has come. */
  portrait(asset, then) {
    if (!asset || !this.source.picture) return null;
    const known = this.portraits.get(asset);
    if (known) return known.image;
    const made = { image: null };
    this.portraits.set(asset, made);
    // The oldest go: a campaign may have thousands.
    if (this.portraits.size > 300) this.portraits.delete(this.portraits.keys().next().value);
    this.source.picture(asset).then(image => {
      made.image = image;
      if (image) then();
    }).catch(() => {});
    return null;
  }

  stop() { this.turn++; }
}
