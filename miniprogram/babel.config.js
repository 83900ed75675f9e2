/* global process */
/**
 * Writes `isWeb` out where it is read. A bundler sees then which branch is dead, and what only the other target imports
 * (Taro's toasts, its table of browsers, its canvas) is not in the package.
 */
function whereItRuns({ types }) {
  return {
    visitor: {
      ImportSpecifier(path) {
        if (path.node.imported.name !== 'isWeb') return
        const { referencePaths } = path.scope.getBinding(path.node.local.name)
        for (const read of referencePaths) {
          read.replaceWith(types.booleanLiteral(process.env.TARO_ENV === 'h5'))
        }
        path.remove()
      },
    },
  }
}

module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', hot: false, useBuiltIns: false }]],
  plugins: [whereItRuns],
}
