/** Which store the one setting names; what is kept beside it is named after it, since positions are a store's own. */
export const kindOfEvents = (events) =>
  /^(esdb|esdb\+discover|kurrentdb|kurrentdb\+discover):/.test(events) ? 'esdb' : 'sqlite'

/** Loaded only where it is named: the server's client takes a moment that a desk on one file has no need of. */
const opening = {
  esdb: async ({ events, storeTimeoutMilliseconds: timeoutMilliseconds }) => {
    const { describeOpenFailure, openEsdbEventStore } = await import('@aftersale/event-store-esdb')
    return { open: openEsdbEventStore(events, { timeoutMilliseconds }), describeOpenFailure }
  },
  sqlite: async ({ events }) => {
    const { describeOpenFailure, openSqliteEventStore } = await import('@aftersale/event-store-sqlite')
    return { open: openSqliteEventStore(events), describeOpenFailure }
  },
}

/** The event store of the setting: `esdb://…` is a server or a cluster, all else a file. Throws where it can't be opened. */
export const openEvents = async (settings) => {
  const { open, describeOpenFailure } = await opening[kindOfEvents(settings.events)](settings)
  const opened = await open()
  if (opened._tag === 'Left') throw new Error(describeOpenFailure(opened.left))
  return opened.right
}
