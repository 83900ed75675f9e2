export { courierNamed } from './courier.service'
