/** Lets so many have their turn at once; the others wait in the order in which they came. */
export class Turns {
  private free: number
  private readonly waiting: Array<() => void> = []

  constructor(atOnce: number) {
    this.free = atOnce
  }

  async take<Result>(turn: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    try {
      return await turn()
    } finally {
      const next = this.waiting.shift()
      if (next === undefined) this.free += 1
      else next()
    }
  }
}

/** One turn at a time for each name. */
export class TurnsByName {
  private readonly last = new Map<string, Promise<unknown>>()

  async take<Result>(name: string, turn: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(name)
    const own = before === undefined ? turn() : before.then(turn, turn)
    this.last.set(name, own)
    try {
      return await own
    } finally {
      if (this.last.get(name) === own) this.last.delete(name)
    }
  }
}
