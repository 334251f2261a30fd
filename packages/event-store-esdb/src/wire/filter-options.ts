import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'

/** What the server lets through, by the beginnings of names or by a regular expression of its own kind (.NET's). */
export type ServerFilter =
  | { readonly by: 'stream' | 'type'; readonly prefixes: ReadonlyArray<string> }
  | { readonly by: 'stream'; readonly regex: string }

/**
 * Events the server looks at in one go, after which it tells how far it has come. Its default of 32 is one round through
 * the server for every 32 events that are not for us.
 */
const SEARCH_WINDOW = 512

export const filterOptions = (filter: ServerFilter): ReadReq.Options.FilterOptions => {
  const expression = new streams.ReadReq.Options.FilterOptions.Expression()
  if ('regex' in filter) expression.setRegex(filter.regex)
  else expression.setPrefixList([...filter.prefixes])
  const options = new streams.ReadReq.Options.FilterOptions()
  if (filter.by === 'stream') options.setStreamIdentifier(expression)
  else options.setEventType(expression)
  options.setMax(SEARCH_WINDOW)
  options.setCheckpointintervalmultiplier(1)
  return options
}
