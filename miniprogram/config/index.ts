import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import TerserPlugin from 'terser-webpack-plugin'
import { contractName } from './contract'

const root = path.resolve(__dirname, '../..')
const source = path.resolve(__dirname, '../src')
const shared = path.join(root, 'shared')

/**
 * Packages that ship private class fields. Left as they are, the minifier writes `#"e"` for them and the page
 * stays blank while the build reports success, so they go through Babel like our own code.
 */
const modernPackages = /node_modules[\\/](@tanstack|zustand)[\\/]/

/** Mixins reach every style sheet; the file emits no rules of its own. */
const sassLoaderOption = {
  additionalData: `@use "${path.join(source, 'ui/styles/mixins.scss').replace(/\\/g, '/')}" as *;\n`,
  sassOptions: { quietDeps: true, silenceDeprecations: ['legacy-js-api', 'import'] },
}

interface Chain {
  performance: { hints(value: false): unknown }
  optimization: { minimizer(name: string): { tap(change: (given: [object]) => [object]): unknown } }
  merge(value: object): unknown
}

function quiet(chain: Chain) {
  chain.performance.hints(false)
  chain.optimization.minimizer('terserPlugin').tap(([given]) => [{ ...given, ...minifier }])
  chain.merge({ infrastructureLogging: { level: 'error' } })
}

/**
 * Parts that do nothing by being imported: what nobody uses of one is left out. A page that takes one hook of a feature
 * through its index must not bring the rest of it into the main package, which every buyer loads. Not in a browser:
 * there the order of the style sheets follows from the order of the imports, and nothing is loaded package by package.
 */
const idleParts = ['platform', 'ui', 'words', 'data', 'features', 'merchant', 'collected']
const idleFolders = [shared, ...idleParts.map((part) => path.join(source, part))].map(
  (folder) => folder + path.sep,
)
const isIdle = (file: string) => /\.tsx?$/.test(file) && idleFolders.some((folder) => file.startsWith(folder))

function lean(chain: Chain) {
  quiet(chain)
  chain.merge({ module: { rule: { idle: { test: isIdle, sideEffects: false } } } })
}

interface Chunk {
  groupsIterable: Iterable<{ origins: { request?: string | null }[] }>
}
interface Graph {
  chunkGraph: { getModuleChunks(module: unknown): Chunk[] }
}

/** Whether the page that a browser opens first is in this chunk. */
const opensFirst = (chunk: Chunk) =>
  [...chunk.groupsIterable].some(({ origins }) =>
    origins.some(({ request }) => /pages[\\/]home[\\/]index/.test(request ?? '')),
  )

/**
 * What two pages use is loaded once; by default each page's chunk would carry its own copy. What the first page uses is
 * a chunk of its own (`scripts/build-client.mjs` weighs it): nothing of the other pages is loaded before it is seen.
 */
const sharedChunks = {
  first: {
    name: 'first',
    chunks: 'async',
    enforce: true,
    priority: 30,
    test: (module: unknown, { chunkGraph }: Graph) => chunkGraph.getModuleChunks(module).some(opensFirst),
  },
  ui: { name: 'ui', minChunks: 2, chunks: 'async', enforce: true, priority: 20 },
}

/** As small as Terser writes it, in a fifth of the time; Chinese stays as it is. */
const minifier = {
  minify: TerserPlugin.swcMinify,
  terserOptions: {
    ecma: 2017,
    compress: { ecma: 2017, passes: 2 },
    mangle: true,
    format: { ecma: 2017, asciiOnly: false, comments: false },
  },
}

const gallery = process.env.GALLERY === '1'
const target = `${gallery ? 'gallery-' : ''}${process.env.TARO_ENV === 'h5' ? 'h5' : 'weapp'}`

export default defineConfig<'webpack5'>(() => ({
  projectName: 'banyan-mall',
  sourceRoot: 'src',
  outputRoot: `../dist/${target}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  // A cache of its own each: the list of pages is in it, and another list is another cache. None for WeChat: Taro's
  // parts that sub-packages share were once taken from it under names that the main package no longer had.
  cache: {
    enable: process.env.TARO_ENV === 'h5',
    name: target,
    buildDependencies: { pages: [path.join(source, 'collected/pages.ts')] },
  },
  plugins: [path.join(__dirname, 'templates.ts')],
  // Everything is drawn on a 375 wide sheet: 1px there is 2rpx in WeChat and 1px in a browser.
  designWidth: () => 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  alias: { '@': source, '@shared': shared },
  defineConstants: {
    __GALLERY__: JSON.stringify(gallery),
    'process.env.CLOUDBASE_ENV_ID': JSON.stringify(process.env.CLOUDBASE_ENV_ID ?? ''),
    'process.env.CONTRACT': JSON.stringify(contractName(shared)),
    // react-query reads it; a constant lets the minifier drop their development branches.
    'process.env.NODE_ENV': JSON.stringify(process.env.NODE_ENV ?? 'production'),
  },
  copy: {
    // What WeChat's search may find; a browser's does not look for it.
    patterns: target.endsWith('weapp')
      ? [{ from: 'src/sitemap.json', to: `../dist/${target}/sitemap.json` }]
      : [],
    options: {},
  },
  cssMinimizer: 'csso',
  mini: {
    compile: { include: [shared, (file: string) => modernPackages.test(file)] },
    optimizeMainPackage: { enable: true },
    // No page writes HTML: its parser stays out.
    runtime: { enableInnerHTML: false },
    miniCssExtractPluginOption: { ignoreOrder: true },
    webpackChain: lean,
    sassLoaderOption,
    postcss: {
      pxtransform: { enable: true, config: {} },
      cssModules: { enable: false },
    },
  },
  h5: {
    compile: { include: [shared, (file: string) => modernPackages.test(file)] },
    // The same build is served below any folder, e.g. /phone/<who>/.
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    output: {
      clean: true,
      filename: 'js/[name].[contenthash:8].js',
      chunkFilename: 'chunk/[name].[contenthash:8].js',
    },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    webpackChain(chain: Chain) {
      quiet(chain)
      chain.merge({ optimization: { splitChunks: { cacheGroups: sharedChunks } } })
    },
    sassLoaderOption,
    postcss: {
      autoprefixer: { enable: true, config: {} },
      // A browser keeps px: text the reader's size, cards as wide as the window.
      pxtransform: { enable: false, config: {} },
      cssModules: { enable: false },
    },
  },
}))
