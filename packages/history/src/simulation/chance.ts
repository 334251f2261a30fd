/** Chance that is the same for the same seed, on any machine: the generator sfc32, seeded by splitmix32. */
export class Chance {
  private a: number
  private b: number
  private c: number
  private counter = 1

  constructor(seed: number) {
    let mixed = seed | 0
    const next = (): number => {
      mixed = (mixed + 0x9e3779b9) | 0
      let word = mixed ^ (mixed >>> 16)
      word = Math.imul(word, 0x21f0aaad)
      word ^= word >>> 15
      word = Math.imul(word, 0x735a2d97)
      return word ^ (word >>> 15)
    }
    this.a = next()
    this.b = next()
    this.c = next() ^ Math.floor(seed / 2 ** 32)
    for (let warmUp = 0; warmUp < 12; warmUp += 1) this.word()
  }

  /** 32 random bits. */
  word(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (this.c << 21) | (this.c >>> 11)
    this.c = (this.c + sum) | 0
    return sum >>> 0
  }

  /** From 0, below 1. */
  fraction(): number {
    return this.word() / 2 ** 32
  }

  /** Whether it happens that happens in this share of cases. */
  happens(share: number): boolean {
    return this.fraction() < share
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1))
  }

  /** One of them, each as likely as its weight says. */
  pick<Choice>(choices: ReadonlyArray<readonly [Choice, number]>): Choice {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
    let left = this.fraction() * total
    for (const [choice, weight] of choices) {
      left -= weight
      if (left < 0) return choice
    }
    return (choices[choices.length - 1] as readonly [Choice, number])[0]
  }

  /** One of them, each as likely as the others. */
  oneOf<Choice>(choices: ReadonlyArray<Choice>): Choice {
    return choices[this.between(0, choices.length - 1)] as Choice
  }

  /** A waiting time with this mean: mostly short, now and then long. Never more than eight times the mean. */
  wait(mean: number): number {
    // Without a logarithm, whose last digit may differ between machines: eight coins a unit of time.
    let units = 0
    while (units < 64 && this.fraction() >= 0.125) units += 1
    return Math.round(((units + this.fraction()) / 7.5) * mean)
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count)
    for (let index = 0; index < count; index += 1) bytes[index] = this.word() >>> 24
    return bytes
  }
}
