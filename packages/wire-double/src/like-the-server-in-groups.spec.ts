import {
  END,
  type PersistentSubscriptionToStreamSettings,
  START,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  persistentSubscriptionToAllSettingsFromDefaults as settingsToAll,
  streamNameFilter,
} from '@eventstore/db-client'
import {
  describeServers,
  eventually,
  everything,
  followed,
  newCategory,
  newStream,
  noted,
  notesOf,
  rejection,
} from './servers.fixtures.js'

const GROUP = 'desk'

describeServers((client) => {
  const appended = async (stream: string, ...notes: ReadonlyArray<number>) =>
    client().appendToStream(
      stream,
      notes.map((note) => noted(note)),
    )

  const group = async (stream: string, changes: Partial<PersistentSubscriptionToStreamSettings> = {}) =>
    client().createPersistentSubscriptionToStream(stream, GROUP, settings({ startFrom: START, ...changes }))

  const consume = (stream: string, bufferSize = 10) => {
    const subscription = client().subscribeToPersistentSubscriptionToStream(stream, GROUP, { bufferSize })
    return { subscription, ...followed(subscription) }
  }

  const parkedOf = (stream: string) => `$persistentsubscription-${stream}::${GROUP}-parked`
  const parkedIn = async (stream: string) => everything(client().readStream(parkedOf(stream))).catch(() => [])

  describe('a persistent subscription', () => {
    it('confirms, and sends no more than its consumer holds room for until it is answered', async () => {
      const stream = newStream()
      await appended(stream, 1, 2, 3, 4)
      await group(stream)
      const { subscription, said, events, stop } = consume(stream, 2)
      await eventually(() => events.length === 2)
      expect(said).toEqual(['confirmation', '0', '1'])
      await subscription.ack(...events)
      await eventually(() => events.length === 4)
      await stop()
      expect(notesOf(events)).toEqual([1, 2, 3, 4])
      expect(events.map(({ retryCount }) => retryCount)).toEqual([0, 0, 0, 0])
    })

    it('sends what it is told to retry before what is new, with a count', async () => {
      const stream = newStream()
      await appended(stream, 1, 2, 3)
      await group(stream)
      const { subscription, events, stop } = consume(stream, 1)
      await eventually(() => events.length === 1)
      await subscription.nack('retry', 'once more', ...events)
      await eventually(() => events.length === 2)
      await stop()
      expect(notesOf(events)).toEqual([1, 1])
      expect(events.map(({ retryCount }) => retryCount)).toEqual([0, 1])
    })

    it('retries what is not answered in time, and parks it when that was too often', async () => {
      const stream = newStream()
      await appended(stream, 1)
      await group(stream, { messageTimeout: 300, maxRetryCount: 1 })
      const { events, stop } = consume(stream)
      await eventually(async () => (await parkedIn(stream)).length === 1)
      await stop()
      expect(notesOf(events)).toEqual([1, 1])
      const [parked] = await parkedIn(stream)
      expect(parked?.event?.metadata).toEqual({ added: expect.any(String), reason: 'Reached retry count of 1' })
    })

    it('parks what it is told to as a link, skips what it is told to, and goes on', async () => {
      const stream = newStream()
      await appended(stream, 1, 2, 3)
      await group(stream)
      const { subscription, events, stop } = consume(stream, 1)
      await eventually(() => events.length === 1)
      await subscription.nack('skip', 'not ours', ...events)
      await eventually(() => events.length === 2)
      await subscription.nack('park', 'no such ticket', ...events.slice(1))
      await eventually(() => events.length === 3)
      await stop()
      expect(notesOf(events)).toEqual([1, 2, 3])
      await eventually(async () => (await parkedIn(stream)).length === 1)
      const [parked] = await parkedIn(stream)
      expect(parked?.event).toMatchObject({ type: '$>', isJson: false })
      expect(Buffer.from(parked?.event?.data as Uint8Array).toString()).toBe(`1@${stream}`)
      expect(parked?.event?.metadata).toMatchObject({
        reason: "Client explicitly NAK'ed message.\nno such ticket",
        subscriptionEventNumber: 1,
      })
      const resolved = await everything(client().readStream(parkedOf(stream), { resolveLinkTos: true }))
      expect(notesOf(resolved)).toEqual([2])
    })

    it('replays what is parked, by the link it is parked by, and takes it out', async () => {
      const stream = newStream()
      await appended(stream, 1, 2)
      await group(stream)
      const { subscription, events, stop } = consume(stream)
      await eventually(() => events.length === 2)
      await subscription.nack('park', 'no', ...events)
      await eventually(async () => (await parkedIn(stream)).length === 2)
      expect((await client().getPersistentSubscriptionToStreamInfo(stream, GROUP)).stats.parkedMessageCount).toBe(2n)
      await client().replayParkedMessagesToStream(stream, GROUP, { stopAt: 1 })
      await eventually(() => events.length === 3)
      await client().replayParkedMessagesToStream(stream, GROUP)
      await eventually(() => events.length === 4)
      const replayed = events.slice(2)
      expect(notesOf(replayed)).toEqual([1, 2])
      expect(replayed.map(({ link }) => link?.streamId)).toEqual([parkedOf(stream), parkedOf(stream)])
      expect(replayed.map(({ retryCount }) => retryCount)).toEqual([0, 0])
      await subscription.ack(...replayed)
      await eventually(async () => (await parkedIn(stream)).length === 0)
      await stop()
    })

    it('gives what one who left had not answered to another', async () => {
      const stream = newStream()
      await appended(stream, 1, 2)
      await group(stream)
      const first = consume(stream)
      await eventually(() => first.events.length === 2)
      await first.stop()
      const second = consume(stream)
      await eventually(() => second.events.length === 2)
      await second.stop()
      expect(notesOf(second.events)).toEqual([1, 2])
      expect(second.events.map(({ retryCount }) => retryCount)).toEqual([1, 1])
    })

    it('begins at the end, or at a revision, where it is told to', async () => {
      const [stream, other] = [newStream(), newStream()]
      await appended(stream, 1, 2)
      await appended(other, 1, 2)
      await group(stream, { startFrom: END })
      await group(other, { startFrom: 1n })
      const [live, late] = [consume(stream), consume(other)]
      for (const { saying } of [live, late]) await saying('confirmation')
      await appended(stream, 3)
      await eventually(() => live.events.length === 1 && late.events.length === 1)
      await Promise.all([live.stop(), late.stop()])
      expect([notesOf(live.events), notesOf(late.events)]).toEqual([[3], [2]])
    })

    it('follows a category, and gives event and link the link’s position', async () => {
      const category = newCategory()
      await appended(newStream(category), 1)
      await group(`$ce-${category}`, { resolveLinkTos: true })
      const { subscription, events, stop } = consume(`$ce-${category}`)
      await eventually(() => events.length === 1)
      await subscription.ack(...events)
      await stop()
      const [sent] = events
      expect(notesOf(events)).toEqual([1])
      expect(sent?.link?.revision).toBe(0n)
      expect(sent?.event?.position).toEqual(sent?.link?.position)
    })

    it('follows all through a filter', async () => {
      const category = newCategory()
      await appended(newStream(category), 1, 2)
      const filter = streamNameFilter({ prefixes: [category] })
      await client().createPersistentSubscriptionToAll(category, settingsToAll({ startFrom: START }), { filter })
      const { events, stop } = followed(client().subscribeToPersistentSubscriptionToAll(category))
      await eventually(() => events.length === 2)
      await stop()
      expect(notesOf(events)).toEqual([1, 2])
      const info = await client().getPersistentSubscriptionToAllInfo(category)
      expect(info).toMatchObject({ eventSource: '$all', groupName: category, settings: { startFrom: START } })
      await client().deletePersistentSubscriptionToAll(category)
    })

    it('drops its consumers when it is changed, and goes on from what they had answered', async () => {
      const stream = newStream()
      await appended(stream, 1)
      await group(stream)
      const first = consume(stream)
      await eventually(() => first.events.length === 1)
      await client().updatePersistentSubscriptionToStream(
        stream,
        GROUP,
        settings({ startFrom: START, maxRetryCount: 3 }),
      )
      await first.saying('persistent-subscription-dropped')
      expect(first.errors).toMatchObject([{ code: 1, streamName: stream, groupName: GROUP }])
      const second = consume(stream)
      await eventually(() => second.events.length === 1)
      await second.stop()
      const info = await client().getPersistentSubscriptionToStreamInfo(stream, GROUP)
      expect(info.settings).toMatchObject({ maxRetryCount: 3, consumerStrategyName: 'RoundRobin' })
    })

    it('drops its consumers when it is deleted', async () => {
      const stream = newStream()
      await group(stream)
      const { said, saying } = consume(stream)
      await saying('confirmation')
      await client().deletePersistentSubscriptionToStream(stream, GROUP)
      await saying('persistent-subscription-dropped')
      expect(said).toEqual(['confirmation', 'persistent-subscription-dropped'])
    })

    it('takes no more consumers than it is told', async () => {
      const stream = newStream()
      await group(stream, { maxSubscriberCount: 1 })
      const first = consume(stream)
      await first.saying('confirmation')
      const second = consume(stream)
      await second.saying('maximum-subscribers-reached')
      await first.stop()
      expect(second.said).toEqual(['maximum-subscribers-reached'])
    })

    it('is listed, with its consumers', async () => {
      const stream = newStream()
      await group(stream)
      const { saying, stop } = consume(stream, 5)
      await saying('confirmation')
      const [listed] = await client().listPersistentSubscriptionsToStream(stream)
      await stop()
      expect(listed).toMatchObject({ eventSource: stream, groupName: GROUP, connections: [{ availableSlots: 5 }] })
      const all = await client().listAllPersistentSubscriptions()
      expect(all.map(({ eventSource }) => eventSource)).toContain(stream)
    })

    it('can be made once, and is missed where it was not made', async () => {
      const stream = newStream()
      await group(stream)
      const again = await rejection(group(stream))
      expect(again).toMatchObject({ type: 'persistent-subscription-exists', streamName: stream, groupName: GROUP })
      for (const missed of [
        () => client().deletePersistentSubscriptionToStream(stream, 'none'),
        () => client().updatePersistentSubscriptionToStream(stream, 'none', settings()),
        () => client().getPersistentSubscriptionToStreamInfo(stream, 'none'),
        () => client().replayParkedMessagesToStream(stream, 'none'),
        () => client().listPersistentSubscriptionsToStream(newStream()),
      ]) {
        expect((await rejection(missed())).type).toBe('persistent-subscription-does-not-exist')
      }
      const { saying, said } = followed(client().subscribeToPersistentSubscriptionToStream(stream, 'none'))
      await saying('persistent-subscription-does-not-exist')
      expect(said).toEqual(['persistent-subscription-does-not-exist'])
    })
  })
})
