import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { EventFilter } from '../../event.js'
import type { AllPage, AllRead, StreamRead, StreamSlice } from '../../event-store.js'
import { partsOfStreamName } from '../../stream-name.js'
import { type Break, type BrokenStore } from './breaking.fixtures.js'

const slicing =
  (
    change: (slice: StreamSlice, read: StreamRead) => StreamSlice,
    asking: (read: StreamRead) => StreamRead = (read) => read,
  ) =>
  (): Break =>
  ({ readStream }) => ({
    readStream: (stream, read = {}) =>
      pipe(
        readStream(stream, asking(read)),
        TE.map((slice) => change(slice, read)),
      ),
  })

const paging =
  (change: (page: AllPage, read: AllRead) => AllPage, asking: (read: AllRead) => AllRead = (read) => read) =>
  (): Break =>
  ({ readAll }) => ({
    readAll: (read = {}) =>
      pipe(
        readAll(asking(read)),
        TE.map((page) => change(page, read)),
      ),
  })

const filtering = (change: (filter: EventFilter) => EventFilter) =>
  paging(
    (page) => page,
    (read) => (read.filter === undefined ? read : { ...read, filter: change(read.filter) }),
  )

const atLeast = (least: number, value: number | undefined): { readonly value?: number } =>
  value === undefined ? {} : { value: Number.isFinite(value) ? Math.max(least, Math.floor(value)) : least }

export const brokenReads: ReadonlyArray<BrokenStore> = [
  {
    does: 'knows no stream that does not exist',
    fails: ['reads a stream that does not exist as an empty one', 'behaves like a list of events'],
    breaking:
      () =>
      ({ readStream }) => ({
        readStream: (stream, read) =>
          pipe(
            readStream(stream, read),
            TE.filterOrElseW(
              ({ lastRevision }) => lastRevision !== 'no-stream',
              () => ({ failure: 'StreamDeleted' as const, stream }),
            ),
          ),
      }),
  },
  {
    does: 'leaves out the event to read from',
    fails: ['reads a stream forwards, from a revision on', 'behaves like a list of events'],
    breaking: slicing((slice, { from, direction }) =>
      from === undefined || direction === 'backwards' ? slice : { ...slice, events: slice.events.slice(1) },
    ),
  },
  {
    does: 'takes the count of events for the revision to read to',
    fails: ['reads a stream forwards, from a revision on', 'behaves like a list of events'],
    breaking: slicing((slice, { maxCount }) =>
      maxCount === undefined ? slice : { ...slice, events: slice.events.filter(({ revision }) => revision < maxCount) },
    ),
  },
  {
    does: 'gives one event more than were asked for',
    fails: ['reads a stream forwards, from a revision on', 'reads a stream backwards'],
    breaking: slicing(
      (slice) => slice,
      (read) => (read.maxCount === undefined ? read : { ...read, maxCount: Math.min(read.maxCount + 1, 2 ** 50) }),
    ),
  },
  {
    does: 'gives a stream read backwards in the order it was written',
    fails: ['reads a stream backwards, from a revision or from its end', 'behaves like a list of events'],
    breaking: slicing((slice, { direction }) =>
      direction === 'backwards' ? { ...slice, events: slice.events.toReversed() } : slice,
    ),
  },
  {
    does: 'reads backwards from the end, wherever it is told to begin',
    fails: ['reads a stream backwards, from a revision or from its end'],
    breaking: slicing(
      (slice) => slice,
      ({ from, ...read }) => (read.direction === 'backwards' || from === undefined ? read : { ...read, from }),
    ),
  },
  {
    does: 'takes the last event it gives for the last of the stream',
    fails: [
      'reads beyond the end of a stream nothing forwards',
      'reads a stream forwards',
      'behaves like a list of events',
    ],
    breaking: slicing((slice) => ({ ...slice, lastRevision: slice.events.at(-1)?.revision ?? 'no-stream' })),
  },
  {
    does: 'gives at most a thousand events of a stream',
    fails: ['reads a stream of some thousand events whole'],
    breaking: slicing((slice) => ({ ...slice, events: slice.events.slice(0, 1000) })),
  },
  {
    does: 'reads every stream whose name begins like this one',
    fails: ['reads only the stream that was asked for'],
    breaking:
      () =>
      (sound, { memory, tenant }) => ({
        readStream: (stream, read) =>
          pipe(
            sound.readStream(stream, read),
            TE.map((slice) => {
              const { category = '', id = '' } = partsOfStreamName(stream) ?? {}
              const alike = memory.all.filter((event) => {
                const parts = partsOfStreamName(event.stream)
                return parts?.tenant === tenant && parts?.id === id && parts.category.startsWith(category)
              })
              return slice.events.length === 1 ? { ...slice, events: alike } : slice
            }),
          ),
      }),
  },
  {
    does: 'makes what it can of a read that cannot be',
    fails: ['refuses to read from what is no revision', 'refuses to read all from what is no position'],
    breaking:
      () =>
      ({ readStream, readAll }) => ({
        readStream: (stream, { from, maxCount, direction } = {}) => {
          const least = atLeast(0, from).value
          const count = atLeast(1, maxCount).value
          return readStream(stream, {
            direction: direction === 'backwards' ? 'backwards' : 'forwards',
            ...(least === undefined ? {} : { from: least }),
            ...(count === undefined ? {} : { maxCount: count }),
          })
        },
        readAll: ({ maxCount, ...read } = {}) => {
          const count = atLeast(1, maxCount).value
          return readAll(count === undefined ? read : { ...read, maxCount: count })
        },
      }),
  },
  {
    does: 'gives an empty page a next one',
    fails: ['reads an empty store as one page of no events', 'has nothing after its last event'],
    breaking: paging((page, { after }) => ({ ...page, next: page.next ?? after ?? { commit: 0, prepare: 0 } })),
  },
  {
    does: 'reads all stream by stream',
    fails: ['reads all streams in the order of the appends', 'gives every event a later position'],
    breaking: paging((page, { direction }) => ({
      ...page,
      events: page.events.toSorted(
        (left, right) =>
          (direction === 'backwards' ? -1 : 1) * (left.stream < right.stream ? -1 : left.stream > right.stream ? 1 : 0),
      ),
    })),
  },
  {
    does: 'reads all backwards in the order it was written',
    fails: ['reads all streams in the order of the appends, and backwards', 'behaves like a list of events'],
    breaking: paging((page, { direction }) =>
      direction === 'backwards' ? { ...page, events: page.events.toReversed() } : page,
    ),
  },
  {
    does: 'loses the last event of a page that is full',
    fails: [
      'gives the same events over pages of any size',
      'gives a thousand events a page',
      'behaves like a list of events',
    ],
    breaking: paging((page) => (page.next === undefined ? page : { ...page, events: page.events.slice(0, -1) })),
  },
  {
    does: 'begins a page with the last event of the one before',
    fails: [
      'gives the same events over pages of any size',
      'reads what lies after a position',
      'has nothing after its last event',
    ],
    breaking:
      () =>
      ({ readAll }) => ({
        readAll: (read = {}) => {
          const { after, ...rest } = read
          if (after === undefined || read.direction === 'backwards') return readAll(read)
          return readAll(
            after.commit === 0 ? rest : { ...rest, after: { commit: after.commit - 1, prepare: after.prepare - 1 } },
          )
        },
      }),
  },
  {
    does: 'holds a full page for the last one',
    fails: ['gives the same events over pages of any size', 'gives a thousand events a page'],
    breaking: paging(({ events }) => ({ events })),
  },
  {
    does: 'gives a hundred events a page where no count is asked for',
    fails: ['gives a thousand events a page where no count is asked for'],
    breaking: paging(
      (page) => page,
      (read) => ({ maxCount: 100, ...read }),
    ),
  },
  {
    does: 'does not look at categories',
    fails: ['reads the events of some categories and of some types', 'behaves like a list of events'],
    breaking: filtering(({ types }) => (types === undefined ? {} : { types })),
  },
  {
    does: 'does not look at types',
    fails: [
      'reads the events of some categories and of some types',
      'takes any writable text',
      'behaves like a list of events',
    ],
    breaking: filtering(({ categories }) => (categories === undefined ? {} : { categories })),
  },
  {
    does: 'lets everything through where no category or no type is named',
    fails: ['reads the events of some categories and of some types'],
    breaking: filtering(({ categories, types }) => ({
      ...(categories === undefined || categories.length === 0 ? {} : { categories }),
      ...(types === undefined || types.length === 0 ? {} : { types }),
    })),
  },
  {
    does: 'takes a category for every one that begins like it',
    fails: ['reads the events of some categories and of some types'],
    breaking: filtering(({ categories, ...filter }) =>
      categories?.includes('serviceTicket') === true
        ? { ...filter, categories: [...categories, 'serviceTicketArchive'] }
        : { ...filter, ...(categories === undefined ? {} : { categories }) },
    ),
  },
  {
    does: 'filters a page after it was read, and ends where nothing is left on it',
    fails: ['reads the events of some categories and of some types', 'behaves like a list of events'],
    breaking:
      () =>
      ({ readAll }) => ({
        readAll:
          ({ filter, ...read } = {}) =>
          async () => {
            const page = await readAll(read)()
            const passing = await readAll({ ...read, maxCount: 1000, ...(filter === undefined ? {} : { filter }) })()
            if (E.isLeft(page) || E.isLeft(passing)) return E.isLeft(page) ? page : passing
            const events = page.right.events.filter((event) => passing.right.events.includes(event))
            return E.right(events.length === 0 ? { events } : { ...page.right, events })
          },
      }),
  },
]
