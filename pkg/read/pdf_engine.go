package read

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

const (
	// pdfMemory bounds what one document may take in the engine, in WebAssembly's pages of 64 KB.
	pdfMemory = 384 << 20 >> 16
	// pdfPatience is how long one document, or one page of it, may keep the engine busy.
	pdfPatience = 60 * time.Second
)

// pdfPool is the engine, started when the first PDF comes and kept for the rest of the process. It is the only state of
// the package: to compile the engine takes seconds, to read its code back from the cache a tenth of one.
var pdfPool = sync.OnceValues(startPDF)

// startPDF starts PDFium in a WebAssembly sandbox that sees no files, no network and no environment.
func startPDF() (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().WithCloseOnContextDone(true).WithMemoryLimitPages(pdfMemory)
	if cache := pdfCache(); cache != nil {
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		MaxTotal:      runtime.GOMAXPROCS(0),
		FSConfig:      wazero.NewFSConfig(), // without it, the library would mount / into the sandbox
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("the PDF engine does not start: %w", err)
	}
	return pool, nil
}

// pdfCache keeps the compiled engine between runs; nil if there is no place for it.
func pdfCache() wazero.CompilationCache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "ibid"))
	if err != nil {
		return nil
	}
	return cache
}

// pdfEngine is one worker of the pool with one document in it. Its functions are called directly, since the library
// asks for several allocations for each character of a page.
type pdfEngine struct {
	worker    pdfium.Pdfium
	module    api.Module
	functions map[string]api.Function
	// scratch is memory of the sandbox for results, of pdfScratch bytes.
	scratch  uint32
	document uint64
	// broken tells that the worker has failed and is no good any more.
	broken error
}

const pdfScratch = 4096

var errPDFEngine = errors.New("the PDF engine is not the one expected")

// openPDF gives a document to a worker of the engine.
func openPDF(source []byte) (*pdfEngine, error) {
	pool, err := pdfPool()
	if err != nil {
		return nil, err
	}
	worker, err := pool.GetInstanceWithContext(context.Background())
	if err != nil {
		return nil, fmt.Errorf("the PDF engine does not start: %w", err)
	}
	e := &pdfEngine{worker: worker, functions: map[string]api.Function{}}
	if e.module = pdfModule(worker); e.module == nil {
		e.close()
		return nil, errPDFEngine
	}
	if err := e.load(source); err != nil {
		e.close()
		return nil, err
	}
	return e, nil
}

// pdfModule takes the sandbox out of the library's worker, which has a public field for it, but no method.
func pdfModule(worker pdfium.Pdfium) api.Module {
	v := reflect.Indirect(reflect.ValueOf(worker.GetImplementation()))
	if v.Kind() != reflect.Struct {
		return nil
	}
	field := v.FieldByName("Module")
	if !field.IsValid() || !field.CanInterface() {
		return nil
	}
	module, _ := field.Interface().(api.Module)
	return module
}

func (e *pdfEngine) close() {
	if e.broken != nil || e.module == nil {
		_ = e.worker.Kill() // nothing of it is used again
		return
	}
	_ = e.worker.Close() // as above
}

// Reasons that FPDF_GetLastError gives (fpdfview.h).
const (
	pdfErrPassword = 4
	pdfErrSecurity = 5
)

func (e *pdfEngine) load(source []byte) error {
	e.scratch = api.DecodeU32(e.call("malloc", pdfScratch))
	data := api.DecodeU32(e.call("malloc", uint64(len(source))))
	if e.broken != nil || e.scratch == 0 || data == 0 || !e.module.Memory().Write(data, source) {
		return errPDFLarge
	}
	e.document = e.callSlow("FPDF_LoadMemDocument", uint64(data), uint64(len(source)), 0)
	if e.broken != nil {
		return errPDFDamaged
	}
	if e.document == 0 {
		switch e.call("FPDF_GetLastError") {
		case pdfErrPassword, pdfErrSecurity:
			return errPDFEncrypted
		}
		return errPDFDamaged
	}
	return nil
}

// call calls a function that is done at once. After a failure every call gives 0, and broken tells why.
func (e *pdfEngine) call(name string, args ...uint64) uint64 {
	return e.callWith(context.Background(), name, args...)
}

// callSlow calls a function whose work a hostile document can make endless.
func (e *pdfEngine) callSlow(name string, args ...uint64) uint64 {
	ctx, cancel := context.WithTimeout(context.Background(), pdfPatience)
	defer cancel()
	return e.callWith(ctx, name, args...)
}

func (e *pdfEngine) callWith(ctx context.Context, name string, args ...uint64) uint64 {
	if e.broken != nil {
		return 0
	}
	f := e.functions[name]
	if f == nil {
		if f = e.module.ExportedFunction(name); f == nil {
			e.broken = fmt.Errorf("%w: there is no %s in it", errPDFEngine, name)
			return 0
		}
		e.functions[name] = f
	}
	var stack [8]uint64
	copy(stack[:], args)
	if err := f.CallWithStack(ctx, stack[:]); err != nil {
		e.broken = err
		return 0
	}
	return stack[0]
}

// scratchAt is the address of a place in the scratch memory.
func (e *pdfEngine) scratchAt(offset uint32) uint64 { return uint64(e.scratch + offset) }

func (e *pdfEngine) float64At(offset uint32) float64 {
	v, _ := e.module.Memory().ReadFloat64Le(e.scratch + offset)
	return v
}

func (e *pdfEngine) float32At(offset uint32) float64 {
	v, _ := e.module.Memory().ReadFloat32Le(e.scratch + offset)
	return float64(v)
}

func (e *pdfEngine) uint32At(offset uint32) uint32 {
	v, _ := e.module.Memory().ReadUint32Le(e.scratch + offset)
	return v
}

// bytesAt is a copy of the first n bytes of the scratch memory.
func (e *pdfEngine) bytesAt(n uint32) []byte {
	b, _ := e.module.Memory().Read(e.scratch, min(n, pdfScratch))
	return append([]byte(nil), b...)
}
