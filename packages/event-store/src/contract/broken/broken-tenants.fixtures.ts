import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { partsOfStreamName, streamNameOf } from '../../stream-name.js'
import { type BrokenStore, delivering } from './breaking.fixtures.js'

export const brokenTenants: ReadonlyArray<BrokenStore> = [
  {
    does: 'gives every tenant the streams of none',
    fails: ['keeps the streams of tenants apart'],
    breaking:
      () =>
      (_sound, { openSound }) => {
        const nobodys = openSound({})
        const without = (stream: string): string => {
          const { category = '', id = '' } = partsOfStreamName(stream) ?? {}
          return streamNameOf({ category, id })
        }
        return { readStream: (stream, read) => nobodys.readStream(without(stream), read) }
      },
  },
  {
    does: 'reads the events of every tenant',
    fails: ['reads, for a tenant, the events of this tenant alone'],
    breaking:
      () =>
      (sound, { memory }) => ({
        readAll: (read) =>
          pipe(
            sound.readAll(read),
            TE.map((page) => ({ ...page, events: page.events.length === 0 ? [] : memory.all })),
          ),
      }),
  },
  {
    does: 'delivers the events of every tenant',
    fails: ['delivers, for a tenant, the events of this tenant alone'],
    breaking:
      () =>
      ({ subscribe }, { memory }) => ({
        subscribe: (start) =>
          delivering(subscribe(start), (delivery) =>
            delivery.kind === 'checkpoint' && delivery.checkpoint.kind === 'all'
              ? memory.all
                  .slice(delivery.checkpoint.position.commit)
                  .map((event) => ({ kind: 'event', event, checkpoint: delivery.checkpoint }))
              : [delivery],
          ),
      }),
  },
  {
    does: 'opens a stream to whoever knows its name',
    fails: ['refuses a stream of another tenant'],
    breaking:
      () =>
      (sound, { openSound }) => ({
        readStream: (stream, read) => {
          const tenant = partsOfStreamName(stream)?.tenant
          const owners = tenant === undefined ? openSound({}) : openSound({ tenant })
          return partsOfStreamName(stream) === undefined
            ? sound.readStream(stream, read)
            : owners.readStream(stream, read)
        },
      }),
  },
  {
    does: 'writes into a stream for whoever knows its name',
    fails: ['refuses a stream of another tenant'],
    breaking:
      () =>
      (sound, { openSound }) => ({
        append: (stream, events, expected) => {
          const tenant = partsOfStreamName(stream)?.tenant
          const owners = tenant === undefined ? openSound({}) : openSound({ tenant })
          return events.length === 0 ? sound.append(stream, events, expected) : owners.append(stream, events, expected)
        },
      }),
  },
  {
    does: 'does not look at the tenant in the metadata of an event',
    fails: ['refuses an event whose metadata names another tenant'],
    breaking:
      () =>
      (sound, { tenant }) => ({
        append: (stream, events, expected) => {
          const own = events.map((event) => {
            const { tenantId: _tenantId, ...metadata } = event.metadata
            return { ...event, metadata: tenant === undefined ? metadata : { ...metadata, tenantId: tenant } }
          })
          return sound.append(stream, own as typeof events, expected)
        },
      }),
  },
]
