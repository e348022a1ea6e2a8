(() => {
  'use strict';
  const root = document.documentElement;
  const figures = JSON.parse(document.getElementById('charts').textContent).map(each => new Figure(each));
  const FONT = getComputedStyle(document.body).fontFamily;
  const SIZE = 12;
  /** Glyphs may be drawn on whole pixels, and then are wider than they measure. */
  const SLACK = 1.07;
  const DASHES = ['solid', [7, 4], [2, 3], 'solid', [7, 4], [2, 3]];
  const measure = document.createElement('canvas').getContext('2d');

  /** A figure of the page: its data, its table, from which texts are read, and where it is drawn. */
  function Figure(data) {
    this.data = data;
    this.place = document.getElementById(data.id + '-chart');
    this.table = document.querySelector('#' + data.id + ' table');
    this.cell = (row, column) => this.table.tBodies[0].rows[row].cells[column].textContent;
    this.label = column => this.table.tHead.rows[0].cells[column].textContent;
    this.texts = column => Array.from(this.table.tBodies[0].rows, row => row.cells[column].textContent);
  }

  // Colours -----------------------------------------------------------------------------------------------------------

  let colours;

  function readColours() {
    const style = getComputedStyle(root);
    const of = name => style.getPropertyValue('--' + name).trim();
    colours = {
      ink: of('ink'), soft: of('soft'), line: of('line'), grid: of('grid'), surface: of('surface'),
      series: [0, 1, 2, 3, 4, 5].map(i => of('c' + i)),
      ramp: [of('low'), of('mid'), of('high')], onLow: of('on-low'), onHigh: of('on-high'),
    };
  }

  // Texts -------------------------------------------------------------------------------------------------------------

  /** A text that the tooltip's own markup leaves alone. */
  const plain = text => text.replaceAll('{', '{\u200b');
  const shortened = (text, most) => text.length > most ? text.slice(0, most - 1) + '…' : text;
  const line = (name, text) => plain(shortened(name, 60)) + '   ' + plain(shortened(text, 60));
  const numbers = new Intl.NumberFormat('en', {maximumFractionDigits: 6});
  const compact = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});

  /** How an axis over some series writes its numbers. */
  function ticks(series) {
    if (series.every(each => each.percent)) {
      return value => numbers.format(value) + '%';
    }
    const most = Math.max(...series.flatMap(each => each.values).filter(defined).map(Math.abs));
    return most >= 10000 ? compact.format : numbers.format;
  }

  const defined = value => value !== null;

  function width(text) {
    measure.font = SIZE + 'px ' + FONT;
    return measure.measureText(text).width * SLACK;
  }

  const widest = texts => Math.max(0, ...texts.map(width));
  const isNarrow = wide => wide < 500;
  /** In how many lines names beside a chart are written. */
  const linesOf = wide => isNarrow(wide) ? 3 : 2;
  const mostLines = names => Math.max(1, ...names.map(name => name.split('\n').length));

  /** A text in at most so many lines of a width. */
  function wrapped(text, room, most) {
    const lines = [''];
    for (const word of text.split(' ')) {
      const last = lines[lines.length - 1];
      const longer = last === '' ? word : last + ' ' + word;
      if (last === '' || width(longer) <= room) {
        lines[lines.length - 1] = longer;
      } else {
        lines.push(word);
      }
    }
    const shown = lines.length > most ? [...lines.slice(0, most - 1), lines[most - 1] + '…'] : lines;
    return shown.map(each => fitted(each, room)).join('\n');
  }

  function fitted(text, room) {
    let most = text.length;
    while (most > 1 && width(shortened(text, most)) > room) {
      most = Math.min(most - 1, Math.floor(most * room / width(shortened(text, most))) + 1);
    }
    return shortened(text, most);
  }

  // Parts of options --------------------------------------------------------------------------------------------------

  function options(parts) {
    return {
      animation: false,
      useUTC: true,
      color: colours.series,
      textStyle: {fontFamily: FONT, fontSize: SIZE, color: colours.soft},
      grid: {left: 8, right: 18, top: 12, bottom: 8, containLabel: true},
      ...parts,
    };
  }

  function tooltip(trigger, formatter) {
    return {
      trigger, formatter, renderMode: 'richText', confine: true, transitionDuration: 0,
      backgroundColor: colours.surface, borderColor: colours.soft, borderWidth: 1, padding: [8, 12],
      textStyle: {color: colours.ink, fontSize: SIZE, fontFamily: FONT, lineHeight: 18},
      axisPointer: {type: 'line', lineStyle: {color: colours.soft, type: 'solid', width: 1}, label: {show: false}},
    };
  }

  /** Whether what is shown is up to 100 percent, so that an axis goes no further. */
  function isShare(series) {
    const all = series.flatMap(each => [each.values, each.high ? each.high.values : []].flat()).filter(defined);
    return series.every(each => each.share) && Math.max(...all) > 75 && Math.max(...all) <= 100;
  }

  function valueAxis(series, more) {
    return {
      type: 'value',
      axisLine: {show: false}, axisTick: {show: false},
      axisLabel: {color: colours.soft, formatter: ticks(series), hideOverlap: true},
      splitLine: {lineStyle: {color: colours.grid}},
      splitNumber: 4,
      ...(isShare(series) ? {max: 100, interval: 25} : {}),
      ...more,
    };
  }

  /** An axis from a round number to a bound; its labels are at round numbers only. */
  function boundedAxis(series, from, to) {
    const rough = (to - from) / 5 || 1;
    const power = 10 ** Math.floor(Math.log10(rough));
    const whole = series.every(each => each.values.every(value => Number.isInteger(value ?? 0)));
    const step = [1, 2, 2.5, 5, 10].map(each => each * power)
      .find(each => each >= rough * 0.999 && (!whole || Number.isInteger(each)));
    const text = ticks(series);
    const isRound = value => Math.abs(value / step - Math.round(value / step)) < 1e-6;
    return valueAxis(series, {
      min: Math.floor(from / step + 1e-6) * step, max: to, interval: step, splitLine: {show: false},
      axisLine: {show: true, onZero: false, lineStyle: {color: colours.line}},
      axisLabel: {color: colours.soft, hideOverlap: true, formatter: value => isRound(value) ? text(value) : ''},
    });
  }

  function baseAxis(more) {
    return {
      axisLine: {onZero: false, lineStyle: {color: colours.line}}, axisTick: {show: false}, splitLine: {show: false},
      axisLabel: {color: colours.soft, hideOverlap: true, ...more.axisLabel},
      ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'axisLabel')),
    };
  }

  function timeAxis(wide, more) {
    return baseAxis({
      type: 'time',
      splitNumber: wide < 450 ? 3 : 6,
      // Labels that would touch leave one out.
      axisLabel: {minMargin: 5, formatter: {
        year: '{yyyy}', month: '{MMM} {yyyy}', day: '{d} {MMM}', hour: '{HH}:{mm}', minute: '{HH}:{mm}',
        second: '{HH}:{mm}:{ss}', millisecond: '{HH}:{mm}:{ss}', none: '{yyyy}-{MM}-{dd}',
      }},
      ...more,
    });
  }

  /** What the last label of such an axis may need beside it: half of a month and a year. */
  const timeRoom = () => Math.ceil(width('Mmm 0000') / 2) + 2;

  /** What all series say of one row. */
  function told(figure, row) {
    const data = figure.data;
    const head = data.x === undefined ? [] : [plain(shortened(figure.cell(row, data.x), 60))];
    return head.concat(data.series.map(each => {
      const bounds = each.low
        ? '   (' + figure.cell(row, each.low.column) + ' to ' + figure.cell(row, each.high.column) + ')'
        : '';
      return line(figure.label(each.column), figure.cell(row, each.column) + bounds);
    })).join('\n');
  }

  // The kinds of charts: each gives options and a height ---------------------------------------------------------------

  const kinds = {
    bars: (figure, wide) => bars(figure, wide, false),
    stack: (figure, wide) => bars(figure, wide, true),

    lines(figure, wide) {
      const {data} = figure;
      const count = figure.texts(data.x).length;
      const xs = data.at || figure.texts(data.x).map((_, row) => row);
      const series = data.series.flatMap((each, i) => bands(xs, each, i).concat({
        type: 'line',
        data: each.values.map((value, row) => [xs[row], value]),
        symbol: 'circle', symbolSize: 6, showSymbol: count <= 14, connectNulls: false,
        lineStyle: {width: 2, color: color(i), type: DASHES[i % DASHES.length]},
        itemStyle: {color: color(i)},
        emphasis: {disabled: true},
        z: 4,
      }));
      return {height: wide > 700 ? 300 : 240, options: options({
        ...(data.type === 'time' ? {grid: {left: 8, right: timeRoom(), top: 12, bottom: 8, containLabel: true}} : {}),
        tooltip: tooltip('axis', points => told(figure, points[0].dataIndex)),
        xAxis: along(figure, wide),
        yAxis: valueAxis(data.series, {}),
        series,
      })};
    },

    heat(figure, wide) {
      const {data} = figure;
      const rows = figure.texts(data.x);
      const columns = data.series.map(each => figure.label(each.column));
      const all = data.series.flatMap(each => each.values).filter(defined);
      const low = Math.min(...all);
      const high = Math.max(...all);
      const room = Math.min(Math.max(widest(rows), 24), wide * 0.3);
      const left = room + 12;
      const names = rows.map(row => wrapped(row, room, linesOf(wide)));
      const right = Math.max(4, Math.min(40, width(columns[columns.length - 1])) / 2 - 4);
      const cellWidth = (wide - left - right) / columns.length;
      const texts = data.series.map(each => figure.texts(each.column));
      const labelled = cellWidth > Math.max(...texts.map(widest)) + 8;
      const height = Math.max(13 * mostLines(names) + 4,
        labelled || mostLines(names) > 1 ? 30 : Math.max(18, Math.min(30, cellWidth)));
      // Numbers in order may be left out between others; names may not.
      const turned = widest(columns) + 6 > cellWidth && (cellWidth >= TURNED || columns.some(column => !/^\W?\d+$/.test(column)));
      const heads = turned ? columns.map(column => fitted(column, 150)) : columns;
      const bottom = turned ? widest(heads) + 12 : 26;
      scale(figure, all);
      return {height: rows.length * height + bottom + 4, options: options({
        grid: {left, right, top: 4, bottom},
        tooltip: tooltip('item', point => [
          plain(shortened(rows[point.value[1]], 60)),
          line(columns[point.value[0]], texts[point.value[0]][point.value[1]]),
        ].join('\n')),
        xAxis: baseAxis({type: 'category', data: heads, axisLine: {show: false},
          axisLabel: turned
            ? {rotate: 90, interval: 0, fontSize: Math.max(8, Math.min(SIZE, cellWidth - 1)), hideOverlap: false}
            : {interval: every(columns, cellWidth), hideOverlap: false}}),
        yAxis: baseAxis({type: 'category', data: names, inverse: true, axisLine: {show: false},
          axisLabel: {interval: 0, lineHeight: 13}}),
        visualMap: {show: false, min: low, max: high > low ? high : low + 1, inRange: {color: colours.ramp}},
        series: [{
          type: 'heatmap',
          data: data.series.flatMap((each, x) => each.values.flatMap((value, y) => defined(value)
            ? [{value: [x, y, value], label: {color: onRamp(high > low ? (value - low) / (high - low) : 0)}}]
            : [])),
          label: {show: labelled, fontSize: 11, formatter: point => texts[point.value[0]][point.value[1]]},
          itemStyle: {borderColor: colours.surface, borderWidth: 1},
          emphasis: {itemStyle: {borderColor: colours.ink, borderWidth: 2}},
        }],
      })};
    },

    points(figure, wide) {
      const {data} = figure;
      const y = data.series[0];
      const at = data.right.values.map((x, row) => [x, y.values[row], row]).filter(([x, v]) => defined(x) && defined(v));
      const reach = Math.max(...at.flatMap(([x, v, row]) => [x, v, y.high ? y.high.values[row] ?? v : v]));
      return {height: Math.min(380, Math.max(260, wide * 0.7)), options: options({
        tooltip: tooltip('item', point => point.value === undefined ? '' : [
          ...(data.x === undefined ? [] : [plain(shortened(figure.cell(point.value[2], data.x), 60))]),
          line(figure.label(data.right.column), figure.cell(point.value[2], data.right.column)),
          ...told({...figure, data: {series: data.series}}, point.value[2]).split('\n'),
        ].join('\n')),
        xAxis: valueAxis([data.right], {axisLine: {show: true, lineStyle: {color: colours.line}}}),
        yAxis: valueAxis([y], {}),
        series: [
          ...(data.diagonal ? [{
            type: 'line', data: [[0, 0], [reach, reach]], symbol: 'none', silent: true,
            lineStyle: {color: colours.soft, type: [5, 4], width: 1.5}, tooltip: {show: false},
          }] : []),
          ...(y.low ? [errorBars(at, y, false, color(0))] : []),
          {type: 'scatter', data: at, symbolSize: at.length > 100 ? 5 : 10,
            itemStyle: {color: color(0), borderColor: colours.surface, borderWidth: 1, opacity: at.length > 100 ? 0.7 : 1}, z: 5},
        ],
      })};
    },

    histogram(figure) {
      const {data} = figure;
      const counts = data.series[0];
      const bins = counts.values.map((count, row) => [data.from.values[row], data.to.values[row], count, row])
        .filter(bin => bin.every(defined));
      return {height: 240, options: options({
        tooltip: tooltip('item', point => line(
          figure.cell(point.value[3], data.from.column) + ' to ' + figure.cell(point.value[3], data.to.column),
          figure.cell(point.value[3], counts.column))),
        // As far as all bins, those also of which the count is not told.
        xAxis: boundedAxis([data.to], Math.min(...data.from.values), Math.max(...data.to.values)),
        yAxis: valueAxis([counts], {}),
        series: [{
          type: 'custom', data: bins, encode: {x: [0, 1], y: 2},
          renderItem: (_, api) => {
            const top = api.coord([api.value(0), api.value(2)]);
            const foot = api.coord([api.value(1), 0]);
            const gap = foot[0] - top[0] > 4 ? 1 : 0;
            return {type: 'rect', style: {fill: color(0)},
              shape: {x: top[0] + gap / 2, y: top[1], width: Math.max(1, foot[0] - top[0] - gap), height: foot[1] - top[1]}};
          },
        }],
      })};
    },

    path(figure, wide) {
      const {data} = figure;
      const value = data.series[0];
      const curve = data.at.map((at, row) => [at, value.values[row], row]).filter(([, v]) => defined(v));
      const events = figure.texts(data.event);
      const [first, last] = [Math.min(...data.at.filter(defined)), Math.max(...data.at.filter(defined))];
      const span = [first - (last - first) * 0.015, last + (last - first) * 0.015];
      const left = Math.min(Math.max(widest(data.kinds) + 14, 48), wide * 0.36);
      const top = wide > 700 ? 220 : 170;
      const lanes = data.kinds.length * 26;
      return {height: top + lanes + 58, options: options({
        axisPointer: {link: [{xAxisIndex: 'all'}]},
        tooltip: tooltip('axis', points => points
          .map(point => point.seriesIndex === 0
            ? figure.cell(point.value[2], data.x) + '\n' + line(figure.label(value.column), figure.cell(point.value[2], value.column))
            : line(figure.cell(point.value[2], data.x), events[point.value[2]]))
          .join('\n')),
        grid: [{left, right: timeRoom(), top: 12, height: top}, {left, right: timeRoom(), top: top + 24, height: lanes}],
        xAxis: [
          timeAxis(wide, {gridIndex: 0, min: span[0], max: span[1], axisLabel: {show: false}}),
          timeAxis(wide, {gridIndex: 1, min: span[0], max: span[1], position: 'bottom'}),
        ],
        yAxis: [
          valueAxis([value], {gridIndex: 0}),
          baseAxis({gridIndex: 1, type: 'category', data: data.kinds, inverse: true, axisLine: {show: false},
            splitLine: {show: true, lineStyle: {color: colours.grid}},
            axisLabel: {interval: 0, lineHeight: 12, formatter: kind => wrapped(kind, left - 12, 2)}}),
        ],
        series: [
          {type: 'line', data: curve, symbol: 'none', lineStyle: {width: 2, color: color(0)}, itemStyle: {color: color(0)},
            emphasis: {disabled: true}},
          ...data.kinds.map((kind, i) => ({
            type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: 9,
            itemStyle: {color: color(i)},
            data: data.at.map((at, row) => [at, kind, row]).filter(([at, , row]) => defined(at) && events[row] === kind),
          })),
        ],
      })};
    },
  };

  /** How wide a column is whose name stands upright. */
  const TURNED = SIZE + 1;
  const SYMBOLS = ['circle', 'diamond', 'rect', 'triangle', 'pin', 'roundRect'];

  function color(i) {
    return colours.series[i % colours.series.length];
  }

  /** Bars upright where their names have room, else lying. */
  function bars(figure, wide, stacked) {
    const {data} = figure;
    const names = figure.texts(data.x);
    const dates = names.filter(name => /^\d{4}\b/.test(name)).length;
    const ordered = data.type !== undefined || dates > names.length / 2 || names.length > 24;
    const lying = !ordered && widest(names) > (wide - 60) / names.length - 10;
    const room = Math.min(widest(names), wide * (isNarrow(wide) ? 0.42 : 0.36));
    const labels = lying ? names.map(name => wrapped(name, room, linesOf(wide))) : names;
    const step = Math.max(26, 15 * mostLines(labels) + 8, 16 * (stacked ? 1 : data.series.length) + 8);
    const category = baseAxis({
      type: 'category', data: lying ? labels : names, inverse: lying,
      axisLabel: lying ? {interval: 0, lineHeight: 14} : {interval: 'auto'},
    });
    const value = valueAxis(data.series, {});
    return {height: lying ? names.length * step + 40 : 260, options: options({
      ...(lying ? {grid: {left: room + 14, right: 18, top: 8, bottom: 28}} : {}),
      tooltip: {...tooltip('axis', points => told(figure, points[0].dataIndex)), axisPointer: {type: 'shadow',
        shadowStyle: {color: colours.soft, opacity: 0.12}}},
      xAxis: lying ? value : category,
      yAxis: lying ? category : value,
      series: data.series.flatMap((each, i) => [{
        type: 'bar', data: each.values, stack: stacked ? 'all' : undefined, barMaxWidth: stacked ? 40 : 28, barGap: '8%',
        barCategoryGap: names.length > 30 ? '12%' : '36%',
        itemStyle: {color: color(i), borderColor: colours.surface, borderWidth: stacked ? 0.75 : 0,
          borderRadius: stacked ? 0 : lying ? [0, 3, 3, 0] : [3, 3, 0, 0]},
        emphasis: {disabled: true},
      }].concat(each.low ? [errorBars(each.values.map((_, row) => [row, 0, row]), each, lying, colours.ink)] : [])),
    })};
  }

  function along(figure, wide) {
    const {data} = figure;
    if (data.type === 'time') {
      return timeAxis(wide, {});
    }
    return data.type === 'value'
      ? boundedAxis([{values: data.at}], Math.min(...data.at.filter(defined)), Math.max(...data.at.filter(defined)))
      : baseAxis({type: 'category', data: figure.texts(data.x), boundaryGap: false});
  }

  /** The interval of a line as areas, one for each run of rows that have it. */
  function bands(xs, each, i) {
    if (!each.low) {
      return [];
    }
    const runs = [];
    let run = [];
    xs.forEach((x, row) => {
      const bounds = [x, each.low.values[row], each.high.values[row]];
      if (bounds.every(defined)) {
        run.push(bounds);
      } else if (run.length > 0) {
        runs.push(run);
        run = [];
      }
    });
    if (run.length > 0) {
      runs.push(run);
    }
    return [{
      type: 'custom', silent: true, z: 1, clip: true, tooltip: {show: false},
      // The axes reach as far as all bounds; the first element of a run draws all of it.
      data: runs.flatMap((points, number) => points.map((bounds, at) => [...bounds, number, at])),
      encode: {x: 0, y: [1, 2]},
      renderItem: (_, api) => {
        if (api.value(4) !== 0) {
          return undefined;
        }
        const points = runs[api.value(3)];
        return {type: 'polygon', style: {fill: color(i), opacity: 0.18}, silent: true, shape: {points: [
          ...points.map(bounds => api.coord([bounds[0], bounds[2]])),
          ...points.map(bounds => api.coord([bounds[0], bounds[1]])).reverse(),
        ]}};
      },
    }];
  }

  /** From bound to bound, with feet; lying if values go to the right. */
  function errorBars(at, y, lying, stroke) {
    return {
      type: 'custom', silent: true, z: 3, tooltip: {show: false},
      data: at.map(([x, , row]) => [x, y.low.values[row], y.high.values[row]]).filter(bounds => bounds.every(defined))
        .map(([x, low, high]) => lying ? [low, high, x] : [x, low, high]),
      encode: lying ? {x: [0, 1], y: 2} : {x: 0, y: [1, 2]},
      renderItem: (_, api) => {
        const ends = lying
          ? [api.coord([api.value(0), api.value(2)]), api.coord([api.value(1), api.value(2)])]
          : [api.coord([api.value(0), api.value(1)]), api.coord([api.value(0), api.value(2)])];
        const foot = ([x, y2]) => lying ? [x, y2 - 4, x, y2 + 4] : [x - 4, y2, x + 4, y2];
        return {type: 'group', children: [[...ends[0], ...ends[1]], foot(ends[0]), foot(ends[1])].map(([x1, y1, x2, y2]) => (
          {type: 'line', shape: {x1, y1, x2, y2}, style: {stroke, lineWidth: 1.5}}))};
      },
    };
  }

  /** Every how many labels are shown, so that none meets the next. */
  function every(texts, room) {
    return Math.ceil((widest(texts) + 8) / room) - 1;
  }

  /** Ink that is read on a colour of the ramp. */
  function onRamp(share) {
    const [from, to, part] = share < 0.5
      ? [colours.ramp[0], colours.ramp[1], share * 2] : [colours.ramp[1], colours.ramp[2], share * 2 - 1];
    const mixed = [1, 3, 5].map(i => {
      const [a, b] = [from, to].map(hex => parseInt(hex.slice(i, i + 2), 16));
      return a + (b - a) * part;
    });
    const ground = luminance(mixed);
    const contrast = hex => {
      const ink = luminance([1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16)));
      return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    };
    return contrast(colours.onLow) > contrast(colours.onHigh) ? colours.onLow : colours.onHigh;
  }

  function luminance(rgb) {
    const [r, g, b] = rgb.map(c => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /** What the colours of a heat map mean, above it. */
  function scale(figure, all) {
    const known = figure.place.previousElementSibling;
    if (known && known.className === 'scale') {
      return;
    }
    const texts = figure.data.series.flatMap(each => each.values.map((value, row) => [value, figure.cell(row, each.column)]));
    const textOf = value => texts.find(([each]) => each === value)[1];
    const bar = document.createElement('p');
    bar.className = 'scale';
    bar.dataset.low = textOf(Math.min(...all));
    bar.dataset.high = textOf(Math.max(...all));
    bar.append(document.createElement('span'));
    figure.place.before(bar);
  }

  // Drawing -----------------------------------------------------------------------------------------------------------

  function draw(figure, width) {
    const wide = width || figure.place.clientWidth;
    if (wide === 0) {
      return;
    }
    const drawn = kinds[figure.data.kind](figure, wide);
    figure.place.style.height = drawn.height + 'px';
    figure.width = wide;
    if (figure.chart) {
      figure.chart.resize({width: wide, height: drawn.height});
    } else {
      figure.chart = echarts.init(figure.place, null, {renderer: 'svg', width: wide, height: drawn.height});
    }
    figure.chart.setOption(drawn.options, {notMerge: true});
  }

  function drawAll(width) {
    readColours();
    figures.forEach(figure => drawn(figure, width));
  }

  /** Where a figure fails its table stays open, and the others are drawn. */
  function drawn(figure, width) {
    try {
      draw(figure, width);
    } catch (fault) {
      console.error(fault);
      if (figure.chart) {
        figure.chart.dispose();
        figure.chart = undefined;
      }
      figure.place.style.height = '0';
      const table = figure.place.closest('figure') && figure.place.closest('figure').querySelector('details');
      if (table) {
        table.open = true;
      }
    }
  }

  // Theme -------------------------------------------------------------------------------------------------------------

  const button = document.getElementById('theme');
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');

  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark.matches;

  function themed() {
    button.textContent = isDark() ? 'Light theme' : 'Dark theme';
    drawAll();
  }

  button.hidden = false;
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    themed();
  });
  prefersDark.addEventListener('change', themed);

  // Print: light, of a width that the paper scales, tables open ----------------------------------------------------------

  const PAPER = 680;
  let before;

  addEventListener('beforeprint', () => {
    before = {theme: root.dataset.theme, closed: Array.from(document.querySelectorAll('details:not([open])'))};
    root.dataset.theme = 'light';
    before.closed.forEach(each => { each.open = true; });
    drawAll(PAPER);
    figures.forEach(figure => {
      const svg = figure.place.querySelector('svg');
      if (!svg) {
        return;
      }
      svg.setAttribute('viewBox', '0 0 ' + svg.getAttribute('width') + ' ' + svg.getAttribute('height'));
    });
  });
  addEventListener('afterprint', () => {
    if (before.theme) {
      root.dataset.theme = before.theme;
    } else {
      delete root.dataset.theme;
    }
    before.closed.forEach(each => { each.open = false; });
    figures.forEach(figure => {
      if (figure.chart) {
        figure.chart.dispose();
        figure.chart = undefined;
      }
    });
    drawAll();
  });

  // Size --------------------------------------------------------------------------------------------------------------

  let waiting = false;

  new ResizeObserver(() => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        figures.filter(figure => figure.chart && figure.place.clientWidth !== figure.width).forEach(figure => drawn(figure));
      });
    }
  }).observe(document.querySelector('main'));

  // Contents: which section is read -----------------------------------------------------------------------------------

  const links = new Map(Array.from(document.querySelectorAll('nav a'), link => [link.hash.slice(1), link]));
  const reading = new IntersectionObserver(entries => entries.filter(each => each.isIntersecting).forEach(each => {
    links.forEach(link => link.removeAttribute('aria-current'));
    links.get(each.target.id).setAttribute('aria-current', 'location');
  }), {rootMargin: '-10% 0px -80% 0px'});
  document.querySelectorAll('section').forEach(section => reading.observe(section));

  // First: tables are folded, charts are drawn -----------------------------------

  document.querySelectorAll('details').forEach(each => { each.open = false; });
  root.classList.add('drawn');
  themed();
})();
