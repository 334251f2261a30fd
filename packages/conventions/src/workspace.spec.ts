import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../../..')

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly type?: string
  readonly exports?: Readonly<Record<string, { readonly types: string; readonly default: string }>>
  readonly dependencies?: Readonly<Record<string, string>>
}

const read = <Content>(file: string): Content => JSON.parse(readFileSync(join(root, file), 'utf8')) as Content

const folders = readdirSync(join(root, 'packages'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** `@aftersale/domain/events` → `./packages/domain/src/events.ts`, for whatever a package exports. */
const frontDoors = folders.flatMap((folder) =>
  Object.entries(read<Manifest>(`packages/${folder}/package.json`).exports ?? {}).map(([door, { default: built }]) => ({
    name: `@aftersale/${folder}${door.slice(1)}`,
    source: `./packages/${folder}/${built.replace('./dist/', 'src/').replace(/\.js$/, '.ts')}`,
  })),
)

describe('the workspace', () => {
  it('lets the compiler see the source behind every front door', () => {
    const base = readFileSync(join(root, 'tsconfig.base.json'), 'utf8').replace(/^\s*\/\/.*$/gm, '')
    const { paths } = (JSON.parse(base) as { compilerOptions: { paths: Record<string, readonly string[]> } })
      .compilerOptions

    for (const { name, source } of frontDoors) {
      const byStar = paths['@aftersale/*']?.map((path) => path.replace('*', name.slice('@aftersale/'.length)))
      expect([name, paths[name] ?? byStar]).toEqual([name, [source]])
    }
    expect(Object.keys(paths).filter((name) => name !== '@aftersale/*')).toEqual(
      frontDoors.map(({ name }) => name).filter((name) => name.split('/').length > 2),
    )
  })

  it('opens each front door to a file that is there', () => {
    const files = new Set(
      readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' }).map(
        (file) => `./packages/${file.replaceAll('\\', '/')}`,
      ),
    )
    expect(frontDoors.filter(({ source }) => !files.has(source))).toEqual([])
  })

  const built = folders.filter((folder) => folder !== 'conventions')

  it.each(built)('builds %s after the packages it depends on, and nothing else', (folder) => {
    const { dependencies = {} } = read<Manifest>(`packages/${folder}/package.json`)
    const { references = [] } = read<{ references?: ReadonlyArray<{ path: string }> }>(
      `packages/${folder}/tsconfig.build.json`,
    )
    expect(references.map(({ path }) => path).toSorted()).toEqual(
      Object.keys(dependencies)
        .filter((name) => name.startsWith('@aftersale/'))
        .map((name) => `../${name.slice('@aftersale/'.length)}/tsconfig.build.json`)
        .toSorted(),
    )
  })

  it('builds every package', () => {
    const { references } = read<{ references: ReadonlyArray<{ path: string }> }>('packages/tsconfig.build.json')
    expect(references.map(({ path }) => path).toSorted()).toEqual(
      built.map((folder) => `./${folder}/tsconfig.build.json`).toSorted(),
    )
  })

  it.each(folders)('names %s after its folder', (folder) => {
    const { name, type } = read<Manifest>(`packages/${folder}/package.json`)
    expect({ name, type }).toEqual({ name: `@aftersale/${folder}`, type: 'module' })
  })

  it('has a lock file that names no host', () => {
    expect(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')).not.toMatch(/https?:\/\//)
  })
})
