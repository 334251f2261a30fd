import { type Decider, replay } from '@aftersale/decider'
import { type AnyMessageCodec, explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'

// What comes from outside and makes no sense, at every place of every command. One harness for all aggregates.

interface AnyCommand {
  readonly type: string
  readonly data: object
}

/** What a field may be filled with, though the usual example holds something else. Fields by their place, without the numbers of lists. */
export interface Takes {
  /** Any words that are not blank: ids, codes and names of the house's own. */
  readonly words?: ReadonlyArray<string>
  /** Any text, be it empty. */
  readonly texts?: ReadonlyArray<string>
  /** The id of anything there may be. */
  readonly ids?: ReadonlyArray<string>
  readonly currencies?: ReadonlyArray<string>
  /** Any number: something measured. */
  readonly numbers?: ReadonlyArray<string>
}

/** A usual command with as many of its fields as can be, what was recorded before it, and what its fields may hold. */
interface Example<Command extends AnyCommand, Event> extends Takes {
  readonly after?: ReadonlyArray<Event>
  readonly usual: Command
}

/** An example of each type of command: without one for a new command it does not compile. */
export type Examples<Command extends AnyCommand, Event> = {
  readonly [Type in Command['type']]: Example<Extract<Command, { readonly type: Type }>, Event>
}

const unknownId = '0197290f-6aff-7abc-8def-0123456789ab'

/** What makes no sense, and where it may stand all the same. */
const badValues: ReadonlyArray<readonly [value: unknown, takenBy: ReadonlyArray<keyof Takes>]> = [
  [{}, []],
  [[], []],
  [null, []],
  [-0.5, ['numbers']],
  [-1, ['numbers']],
  [1e18, ['numbers']],
  ['', ['texts']],
  ['-1', ['words', 'texts']],
  [`${10n ** 18n}`, ['words', 'texts']],
  ['__proto__', ['words', 'texts']],
  ['constructor', ['words', 'texts']],
  ['JPY', ['words', 'texts', 'currencies']],
  [unknownId, ['words', 'texts', 'ids']],
]

type Path = ReadonlyArray<string | number>

/** Every place of a JSON value that is no object and no list. */
export const leavesOf = (value: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (typeof value !== 'object' || value === null) return [path]
  return stepsOf(value).flatMap(([step, one]) => leavesOf(one, [...path, step]))
}

/** Every place of a JSON value that is an object. */
const objectsOf = (value: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (typeof value !== 'object' || value === null) return []
  const within = stepsOf(value).flatMap(([step, one]) => objectsOf(one, [...path, step]))
  return Array.isArray(value) ? within : [path, ...within]
}

const stepsOf = (value: object): ReadonlyArray<readonly [string | number, unknown]> =>
  Array.isArray(value) ? value.map((one: unknown, index) => [index, one] as const) : Object.entries(value)

const changedAt = (value: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown => {
  if (step === undefined) return change(value)
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? changedAt(one, rest, change) : one))
  return { ...(value as object), [step]: changedAt((value as Record<string, unknown>)[step], rest, change) }
}

export const replacedAt = (value: unknown, path: Path, leaf: unknown): unknown => changedAt(value, path, () => leaf)

/** A place as the explanation of a fault names it: `data.lines[0].minor`. */
export const inWords = (path: Path): string =>
  path.reduce<string>(
    (words, step) => (typeof step === 'number' ? `${words}[${step}]` : words === '' ? step : `${words}.${step}`),
    '',
  )

/** The same without the numbers of lists and without `data`. */
const placeOf = (path: Path): string => path.filter((step) => typeof step === 'string' && step !== 'data').join('.')

export const writtenBy = (codec: AnyMessageCodec, command: AnyCommand): unknown =>
  JSON.parse(JSON.stringify(codec.encode(command as never)))

/** What is wrong with it and where, a line for each place; `none` where it can be read. */
export const complaintsAbout = (codec: AnyMessageCodec, json: unknown): string => {
  const decoded = codec.decode(json)
  return E.isLeft(decoded) ? explainedErrors(decoded.left).join('\n') : 'none'
}

/**
 * Whether the complaints name a place or one within it. What tells a choice by its kind is told by the choice as a whole,
 * and what is personal by the place that is marked so.
 */
const isNamed = (complaints: string, path: Path): boolean => {
  const place = inWords(path)
  return complaints.split('\n').some((line) => {
    const [named = ''] = line.split(': ', 1)
    if (named === place || named.startsWith(`${place}.`) || named.startsWith(`${place}[`)) return true
    if (path.at(-1) === 'kind' && named === inWords(path.slice(0, -1))) return true
    return line.endsWith('(personal, not shown)') && path.length > 2 && place.startsWith(named) && named.length > 5
  })
}

/** Places within what stands at a place. */
export const within = (place: string, places: ReadonlyArray<string>): ReadonlyArray<string> =>
  places.map((one) => `${place}.${one}`)

const POLLUTION = { isPolluted: true }

/** The same with a field of its own of that name, as JSON brings it. */
const withOwn = (object: object, name: string): object =>
  Object.defineProperty({ ...object }, name, { value: POLLUTION, enumerable: true, configurable: true, writable: true })

/** The same without fields of that name that were passed on. */
const withoutOwn = (value: unknown, name: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => withoutOwn(one, name))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([own, one]) => own !== name || one !== POLLUTION)
  return Object.fromEntries(kept.map(([own, one]) => [own, withoutOwn(one, name)]))
}

/** The places of objects that have what they were given under such a name for something of their own. */
const pollutedIn = (value: unknown, path: Path = []): ReadonlyArray<string> => {
  if (typeof value !== 'object' || value === null || value === POLLUTION) return []
  const within = stepsOf(value).flatMap(([step, one]) => pollutedIn(one, [...path, step]))
  return 'isPolluted' in value ? [inWords(path), ...within] : within
}

interface BadInput<Command extends AnyCommand, State, Event, Rejection extends { readonly reason: string }> {
  readonly decider: Decider<Command, State, Event, Rejection>
  readonly codecs: ReadonlyArray<AnyMessageCodec>
  /** The rejections that there are, by their reason. */
  readonly rejections: Readonly<Record<Rejection['reason'], string>>
  readonly examples: Readonly<Record<string, Example<Command, Event>>>
}

/**
 * Each command with what makes no sense at each of its places: an error that names the field, or a rejection that there is;
 * or, exactly where the example says so, taken. Never a throw, another prototype, or a state that is not what it was.
 */
export const describeBadInput = <
  Command extends AnyCommand,
  State,
  Event,
  Rejection extends { readonly reason: string },
>({
  decider,
  codecs,
  rejections,
  examples,
}: BadInput<Command, State, Event, Rejection>): void => {
  const refusedBefore = new Set<string>()

  it('is tried for every command there is', () => {
    expect(Object.keys(examples)).toStrictEqual(codecs.map(({ messageType }) => messageType))
  })

  describe.each(codecs.map((codec) => [codec.messageType, codec] as const))('%s from outside', (type, codec) => {
    const { after = [], usual, ...takes } = exampleIn(examples, type)
    const state = replay(decider, after)
    const json = writtenBy(codec, usual)

    /** What becomes of it: complaints, the reason why it is refused, or what is recorded. */
    const outcomeOf = (input: unknown) => {
      const decoded = codec.decode(input)
      if (E.isLeft(decoded)) return { complaints: explainedErrors(decoded.left).join('\n') }
      const decision = decider.decide(decoded.right as Command, state)
      if (E.isRight(decision)) return { read: decoded.right, recorded: decision.right }
      return { reason: decision.left.reason }
    }
    const takenWith = (value: unknown): ReadonlyArray<string> =>
      leavesOf(json).flatMap((path) => {
        const known = tryOf(codec, json, path, value)
        if (refusedBefore.has(known)) return []
        const outcome = outcomeOf(replacedAt(json, path, value))
        if (outcome.recorded !== undefined) return [placeOf(path)]
        if (outcome.reason !== undefined) expect(Object.keys(rejections)).toContain(outcome.reason)
        else if (isNamed(outcome.complaints, path)) refusedBefore.add(known)
        else throw new Error(`${inWords(path)} is not named: ${outcome.complaints}`)
        return []
      })

    it('is read as it is written, and carried out', () => {
      expect(codec.decode(json)).toStrictEqual(E.right(usual))
      expect(outcomeOf(json).recorded?.length).toBeGreaterThan(0)
    })

    it('is refused with what makes no sense, by the field or for a reason, or takes it where it may stand', () => {
      const before = structuredClone(state)
      for (const [value, takenBy] of badValues) {
        const places = new Set(takenBy.flatMap((kind) => takes[kind] ?? []))
        expect([value, [...new Set(takenWith(value))].sort()]).toStrictEqual([value, [...places].sort()])
      }
      expect(state).toStrictEqual(before)
    })

    it('is what it is, whatever is named like what every object has', () => {
      const usually = outcomeOf(json)
      for (const path of objectsOf(json)) {
        for (const name of ['__proto__', 'constructor', 'prototype']) {
          const outcome = outcomeOf(changedAt(json, path, (object) => withOwn(object as object, name)))
          if (outcome.complaints !== undefined) expect(outcome.complaints).toContain(inWords([...path, name]))
          else if (outcome.reason === undefined) {
            expect(withoutOwn(outcome.recorded, name)).toStrictEqual(usually.recorded)
          }
          expect(pollutedIn(outcome)).toStrictEqual([])
        }
      }
      expect(({} as { readonly isPolluted?: unknown }).isPolluted).toBeUndefined()
    })
  })
}

/** A try by what decides on it alone while it is read: a policy that stands in many commands is read alike in each. */
const tryOf = (codec: AnyMessageCodec, json: unknown, path: Path, value: unknown): string => {
  const name = `${path[1]}`
  const field = codec.data.fields[name]
  const reader = field === undefined ? codec : 'optional' in field ? field.optional : field
  const whole = (json as { readonly data: Readonly<Record<string, unknown>> }).data[name]
  const number = readers.get(reader) ?? readers.size
  readers.set(reader, number)
  return [number, inWords(path), JSON.stringify(value), JSON.stringify(whole)].join(' ')
}

const readers = new Map<unknown, number>()

const exampleIn = <Of>(examples: Readonly<Record<string, Of>>, type: string): Of => {
  const example = examples[type]
  if (example === undefined) throw new Error(`There is no example of ${type}`)
  return example
}
