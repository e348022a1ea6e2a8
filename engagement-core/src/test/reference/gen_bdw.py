# BdW and sBG over the accepted range, mpmath with 400 digits: columns of contracts.csv.
import random
import mpmath as mp

mp.mp.dps = 400
random.seed(20261128)


def log_survival(g, d, u):
    lg = mp.loggamma
    return lg(d + u) + lg(g + d) - lg(d) - lg(g + d + u)


def row(g, d, c, t, more):
    g, d, c = mp.mpf(g), mp.mpf(d), mp.mpf(c)
    u = mp.mpf(t) ** c if t else mp.mpf(0)
    v = mp.mpf(t + more) ** c
    here = log_survival(g, d, u)
    then = log_survival(g, d, v) - here
    return ",".join([repr(float(x)) for x in (g, d, c)] + [str(t), str(more)] + [mp.nstr(x, 25) for x in (here, then, -mp.expm1(then))])


print("# log S(t), log S(t + more) - log S(t), 1 - S(t + more) / S(t); gen_bdw.py, mpmath 1.3.0, 400 digits")
print("gamma,delta,c,t,more,log_survival,log_kept,lost")
for c in (1.0, 1e-3, 0.3, 2.5, 40.0, 1e3):
    for g, d in ((1e-9, 1e-9), (1e-9, 1e9), (1e9, 1e-9), (1e9, 1e9), (1.0, 1.0), (0.7, 3.8), (1e-6, 12.0), (300.0, 5e4)):
        t = random.choice((0, 1, 2, 12, 60))
        more = random.choice((1, 12))
        if random.random() < 0.4:
            t = random.choice((1000, 10**6, 2**31 - 20))
        if c * mp.log10(t + more + 2) > 340 and c > 100:
            t, more = min(t, 1), 1
        print(row(g, d, c, t, more))
for _ in range(60):
    g, d = (10 ** random.uniform(-9, 9) for _ in range(2))
    c = 10 ** random.uniform(-3, 1.2)
    print(row(g, d, c, int(10 ** random.uniform(0, 6)), random.choice((1, 1, 3, 100))))
