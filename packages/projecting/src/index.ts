export type {
  Follows,
  Happened,
  Projection,
  SqliteParameter,
  SqliteProjection,
  SqliteRows,
} from './projection.js'
