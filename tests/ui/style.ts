/** Style sheets mean nothing to component tests. */
export default {}
