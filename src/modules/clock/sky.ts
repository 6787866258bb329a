/**
 * When the moon is new and where the sun stands (sóc, hoàng kinh mặt trời), after J. Meeus, Astronomical Algorithms, chapters 49 and 25:
 * right to seconds and to 0.01°, 1900–2100. Times are Julian days; days of terrestrial time run a minute ahead of universal time.
 */
const sin = (degrees: number): number => Math.sin((degrees * Math.PI) / 180)

/** How a new moon leaves its mean: days, power of the orbit's narrowing, multiples of the sun's anomaly, the moon's anomaly, the moon's latitude. */
const newMoonTerms = [
  [-0.4072, 0, 0, 1, 0],
  [0.17241, 1, 1, 0, 0],
  [0.01608, 0, 0, 2, 0],
  [0.01039, 0, 0, 0, 2],
  [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0],
  [0.00208, 2, 2, 0, 0],
  [-0.00111, 0, 0, 1, -2],
  [-0.00057, 0, 0, 1, 2],
  [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0],
  [0.00042, 1, 1, 0, 2],
  [0.00038, 1, 1, 0, -2],
  [-0.00024, 1, -1, 2, 0],
  [-0.00007, 0, 2, 1, 0],
  [0.00004, 0, 0, 2, -2],
  [0.00004, 0, 3, 0, 0],
  [0.00003, 0, 1, 1, -2],
  [0.00003, 0, 0, 2, 2],
  [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, -1, 1, 2],
  [-0.00002, 0, -1, 1, -2],
  [-0.00002, 0, 1, 3, 0],
  [0.00002, 0, 0, 4, 0],
] as const

/** What the planets add: days, degrees at k = 0, degrees a month. */
const planetTerms = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
] as const

/** The k-th new moon after that of 6 January 2000, terrestrial time. */
export function newMoon(k: number): number {
  const t = k / 1236.85
  const narrowing = 1 - 0.002516 * t - 0.0000074 * t ** 2
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t ** 2
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t ** 2 + 0.00001238 * t ** 3
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t ** 2
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t ** 2
  let at = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t ** 2 - 0.00017 * sin(node)
  for (const [days, power, suns, moons, latitudes] of newMoonTerms)
    at += days * narrowing ** power * sin(suns * sun + moons * moon + latitudes * latitude)
  for (const [days, start, perMonth] of planetTerms) at += days * sin(start + perMonth * k)
  return at
}

/** The sun's apparent longitude, degrees from 0 to 360, at a Julian day of terrestrial time. */
export function sunLongitude(julian: number): number {
  const t = (julian - 2_451_545) / 36_525
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t ** 2
  const anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t ** 2
  const centre = (1.914602 - 0.004817 * t) * sin(anomaly) + (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
  const longitude = mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t)
  return ((longitude % 360) + 360) % 360
}
