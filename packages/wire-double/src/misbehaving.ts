import type { Misbehaviour, StruckCall } from './wire-double.js'

/** Misbehaviours of a certain kind. */
export type Doing<Kind extends Misbehaviour['does']> = Extract<Misbehaviour, { readonly does: Kind }>

interface Waiting {
  readonly misbehaviour: Misbehaviour
  /** How many more go well. */
  well: number
  /** How often it still strikes. */
  left: number
}

/** What the double is told to do wrong, and how much of it is still to come. */
export class Misbehaviours {
  private waiting: Array<Waiting> = []

  add(misbehaviour: Misbehaviour): void {
    const { after = 0, times = 1 } = misbehaviour
    this.waiting.push({ misbehaviour, well: after, left: times === 'always' ? Number.POSITIVE_INFINITY : times })
  }

  clear(): void {
    this.waiting = []
  }

  /** What strikes at one occasion for the misbehaviours that `meets` accepts: each of them counts it. */
  strike(call: StruckCall, meets: (misbehaviour: Misbehaviour) => boolean): Misbehaviour | undefined {
    let struck: Misbehaviour | undefined
    for (const one of this.waiting) {
      if (!(one.misbehaviour.call === call || one.misbehaviour.call === 'any') || !meets(one.misbehaviour)) continue
      if (one.well > 0) one.well -= 1
      else if (struck === undefined) {
        struck = one.misbehaviour
        one.left -= 1
      }
    }
    this.waiting = this.waiting.filter(({ left }) => left > 0)
    return struck
  }

  /** As `strike`, for those that are due: the others don't count it. */
  strikeIfDue(call: StruckCall, meets: (misbehaviour: Misbehaviour) => boolean): Misbehaviour | undefined {
    const due = new Set(this.waiting.filter(({ well }) => well === 0).map(({ misbehaviour }) => misbehaviour))
    return this.strike(call, (misbehaviour) => due.has(misbehaviour) && meets(misbehaviour))
  }
}
