'use strict';
// Draws the charts of a load from the JSON in #data. For who checks the page by a program, each
// canvas says how much it has drawn (data-points, data-sets) and which sets of it cannot be seen:
// those that are hidden by others, or were not drawn at all (data-unseen).
(() => {
  const root = document.documentElement;
  let errors = 0;
  root.dataset.errors = '0';
  addEventListener('error', () => { root.dataset.errors = String(++errors); });

  const { charts: data } = JSON.parse(document.getElementById('data').textContent);
  const series = data.series;
  const charts = [];

  const color = (name) => getComputedStyle(root).getPropertyValue(name).trim();

  // --- Numbers -----------------------------------------------------------------------------------

  const digits = (value) => Number(value.toPrecision(3)).toLocaleString('en').replace(/,/g, '\u202f');
  function time(us) {
    if (us < 1000) return `${digits(us)}\u202f\u00b5s`;
    return us < 1e6 ? `${digits(us / 1e3)}\u202fms` : `${digits(us / 1e6)}\u202fs`;
  }
  function clock(seconds) {
    if (data.duration_s < 180) return `${digits(seconds)}\u202fs`;
    const whole = Math.round(seconds);
    const two = (value) => String(value).padStart(2, '0');
    const minutes = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
    return data.duration_s < 3600 ? minutes : `${Math.floor(whole / 3600)}:${minutes}`;
  }
  const percentile = (x) => `${Number((100 * (1 - 1 / x)).toFixed(6))}\u202f%`;

  // --- What all charts have ------------------------------------------------------------------------

  const middle = (i) => series.from_s[i] + series.lasts_s[i] / 2;
  const points = (values) => values.map((y, i) => ({ x: middle(i), y }));
  // A logarithmic axis has no 0: what is below a microsecond stands at one.
  const times = (values) => points(values.map((us) => (us === null ? null : Math.max(us, 1))));
  const rates = (counts) => points(counts.map((count, i) =>
    (series.lasts_s[i] > 0 ? count / series.lasts_s[i] : 0)));

  /** A point that no line leads to, and each where there are few. */
  function radius({ dataIndex: i, dataset: { data: all } }) {
    const open = (at) => !all[at] || all[at].y === null;
    return all.length <= 30 || (open(i - 1) && open(i + 1)) ? 2 : 0;
  }
  function line(label, paint, values, more = {}) {
    return {
      label, paint, data: values, borderWidth: 2, tension: 0, spanGaps: false,
      pointRadius: radius, pointBorderWidth: 0, pointHitRadius: 8, ...more,
    };
  }

  const timeAxis = () => ({
    type: 'linear', min: 0, max: data.duration_s,
    ticks: { callback: clock, maxRotation: 0, autoSkipPadding: 24 },
  });
  const countAxis = (more = {}) => ({
    beginAtZero: true, grace: '5%', ticks: { callback: digits, maxTicksLimit: 6 }, ...more,
  });
  /** Ticks where a person would put them: each tenfold, and 2 and 5 where there are few. */
  function logTicks(axis) {
    const decades = Math.log10(axis.max / axis.min);
    const steps = decades <= 3 ? [1, 2, 5] : [1];
    axis.ticks = [];
    for (let power = 1; power <= axis.max; power *= 10) {
      for (const step of steps) {
        const value = power * step;
        if (value >= axis.min && value <= axis.max) axis.ticks.push({ value });
      }
    }
  }
  /** From the step below the least of `values` to the one above the most. */
  function latencyAxis(...values) {
    const all = values.flat().filter((us) => us !== null).map((us) => Math.max(us, 1));
    const step = (us, to) => {
      const power = 10 ** Math.floor(Math.log10(us));
      const steps = [1, 2, 5, 10].map((times) => times * power);
      return to === 'below' ? steps.filter((at) => at <= us).pop() : steps.find((at) => at >= us);
    };
    const [min, max] = all.length === 0 ? [1, 10]
      : [step(Math.min(...all), 'below'), step(Math.max(...all), 'above')];
    return {
      type: 'logarithmic', min, max: Math.max(max, min * 10), afterBuildTicks: logTicks,
      ticks: { callback: time },
    };
  }

  /** Where each phase is, and its name, behind what is drawn over time. */
  const bands = {
    id: 'bands',
    beforeDatasetsDraw(chart) {
      if (data.phases.length < 2) return;
      const { ctx, chartArea: area, scales: { x } } = chart;
      ctx.save();
      ctx.font = `11px ${getComputedStyle(document.body).fontFamily}`;
      ctx.textBaseline = 'top';
      data.phases.forEach((phase, i) => {
        const from = Math.max(x.getPixelForValue(phase.from_s), area.left);
        const to = Math.min(x.getPixelForValue(phase.to_s), area.right);
        if (to <= from) return;
        ctx.fillStyle = color('--band');
        if (i % 2 === 0) ctx.fillRect(from, area.top, to - from, area.bottom - area.top);
        ctx.fillStyle = color('--quiet');
        if (ctx.measureText(phase.name).width < to - from - 8) {
          ctx.fillText(phase.name, from + 4, area.top + 3);
        }
      });
      ctx.restore();
    },
  };

  /** With the colours of this moment, which Chart.js takes when a chart is made. */
  function painted({ sets, scales }) {
    for (const set of sets) {
      set.borderColor = color(set.paint);
      set.backgroundColor = set.borderColor;
    }
    for (const axis of Object.values(scales)) {
      axis.grid = { ...axis.grid, color: color('--line'), borderColor: color('--line') };
      axis.ticks.color = color('--quiet');
    }
    return { sets, scales };
  }

  function made({ canvas, config }) {
    const { type = 'line', overTime, say, titled = clock, ...rest } = config();
    const { sets, scales } = painted(rest);
    return new Chart(canvas, {
      type,
      data: { datasets: sets },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        interaction: { mode: 'nearest', axis: 'x', intersect: false },
        scales,
        plugins: {
          legend: {
            align: 'start',
            labels: { boxWidth: 14, boxHeight: 2, padding: 12, color: color('--ink') },
          },
          tooltip: {
            callbacks: {
              title: (items) => titled(items[0].parsed.x),
              label: (item) => `${item.dataset.label}: ${say(item.parsed.y)}`,
            },
          },
        },
      },
      plugins: overTime ? [bands] : [],
    });
  }

  /** `config` is asked again when colours change. */
  function draw(id, config) {
    const canvas = document.getElementById(id);
    if (canvas) charts.push({ canvas, config, chart: made({ canvas, config }) });
  }
  function drawAnew() {
    for (const one of charts) {
      one.chart.destroy();
      one.chart = made(one);
    }
  }

  // --- The charts ----------------------------------------------------------------------------------

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 12;
  const each = (value) => `${digits(value)}/s`;

  const asked = () => (data.closed_loop ? [] : [line('asked', '--c6',
    data.phases.flatMap((phase) => [{ x: phase.from_s, y: phase.rate_from },
      { x: phase.to_s, y: phase.rate_to }]),
    { borderDash: [6, 4], pointRadius: 0, pointHitRadius: 0 })]);
  draw('rate', () => ({
    overTime: true, say: each,
    sets: [line('reached', '--c1', rates(series.started)), ...asked()],
    scales: { x: timeAxis(), y: countAxis() },
  }));

  draw('callbacks', () => ({
    overTime: true, say: digits,
    sets: [line('callbacks a second', '--c1', rates(series.ended)),
      line('conversations under way', '--c5', points(series.under_way),
        { yAxisID: 'right', borderDash: [2, 3] })],
    scales: {
      x: timeAxis(), y: countAxis(),
      right: countAxis({ position: 'right', grid: { drawOnChartArea: false } }),
    },
  }));

  for (const name of ['response', 'lag']) {
    const measured = series[`${name}_us`];
    draw(name, () => ({
      overTime: true, say: time,
      sets: [line('p99', '--c3', times(measured.p99)), line('p90', '--c2', times(measured.p90)),
        line('p50', '--c1', times(measured.p50))],
      scales: { x: timeAxis(), y: latencyAxis(measured.p99, measured.p50) },
    }));
  }

  const kinds = [['answered otherwise', 'other_status', '--c3'], ['timed out', 'timed_out', '--c2'],
    ['unreachable', 'unreachable', '--c4'], ['dropped', 'dropped', '--c5'],
    ['abandoned', 'abandoned', '--c6']];
  draw('failures', () => ({
    type: 'bar', overTime: true, say: each,
    sets: [
      line('failed in all', '--ink', rates(series.failed),
        { type: 'line', borderWidth: 1.5, borderDash: [3, 3], stack: 'all', pointRadius: 0 }),
      ...kinds.filter(([, row]) => series[row].some((count) => count > 0)).map(([label, row, ink]) =>
        ({ label, paint: ink, data: rates(series[row]), stack: 'kinds', grouped: false,
          barPercentage: 1, categoryPercentage: 1, borderWidth: 0 }))],
    scales: { x: { ...timeAxis(), offset: false, stacked: true }, y: countAxis({ stacked: true }) },
  }));

  // The dashed one upon the other, where both are the same.
  const curves = [['service', '--c2', [6, 6]], ['response', '--c1', []], ['lag', '--c6', [2, 3]]];
  const most = Math.max(10, ...Object.values(data.curves).flatMap((all) => all.map(([x]) => x)));
  draw('curve', () => ({
    say: time,
    titled: percentile,
    sets: curves.map(([name, ink, dash]) => line(name, ink,
      data.curves[name].map(([x, y]) => ({ x, y: Math.max(y, 1) })),
      { borderDash: dash, pointRadius: 0 })),
    scales: {
      x: {
        type: 'logarithmic', min: 1, max: most,
        afterBuildTicks(axis) {
          axis.ticks = [1, 2];
          for (let power = 10; power <= axis.max; power *= 10) axis.ticks.push(power);
          axis.ticks = axis.ticks.map((value) => ({ value }));
        },
        ticks: { callback: percentile, maxRotation: 0 },
      },
      y: latencyAxis(Object.values(data.curves).flatMap((all) => all.map(([, y]) => y))),
    },
  }));

  // --- Dark and light, paper, and the check --------------------------------------------------------

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAnew);
  for (const [event, onPaper] of [['beforeprint', true], ['afterprint', false]]) {
    addEventListener(event, () => {
      root.classList.toggle('paper', onPaper);
      drawAnew();
    });
  }

  /** The names of those sets of a chart of which no pixel can be seen in the plot. */
  function unseen(chart) {
    const scale = chart.currentDevicePixelRatio;
    const { left, top, width, height } = chart.chartArea;
    const area = [left, top, width, height].map((length) => Math.round(length * scale));
    const pixels = chart.ctx.getImageData(...area).data;
    const sought = chart.data.datasets.filter((set) => set.data.some(({ y }) => y > 0));
    const found = new Set();
    for (const set of sought) {
      const rgb = [1, 3, 5].map((at) => parseInt(set.borderColor.slice(at, at + 2), 16));
      for (let i = 0; i < pixels.length && !found.has(set); i += 4) {
        const off = rgb.reduce((sum, part, at) => sum + Math.abs(pixels[i + at] - part), 0);
        if (pixels[i + 3] > 180 && off < 24) found.add(set);
      }
    }
    return sought.filter((set) => !found.has(set)).map(({ label }) => label);
  }
  for (const { canvas, chart } of charts) {
    const sets = chart.data.datasets;
    canvas.dataset.points = String(sets.reduce(
      (sum, set) => sum + set.data.filter(({ y }) => y !== null).length, 0));
    canvas.dataset.sets = String(sets.length);
    canvas.dataset.unseen = unseen(chart).join(', ');
  }
  root.dataset.charts = String(charts.length);
})();
